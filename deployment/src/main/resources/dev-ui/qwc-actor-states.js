import { LitElement, html, css } from 'lit';
import { instance } from '@viz-js/viz';
import { colorOfState, quote } from './actor-colors.js';

/**
 * The state diagram of an actor; the states that it is in are filled.
 */
export class QwcActorStates extends LitElement {

    static styles = css`
        svg { max-width: 100%; height: auto; }
        text { fill: var(--lumo-body-text-color); font-family: var(--lumo-font-family); }
        g.node path, g.cluster path { stroke: var(--lumo-contrast-50pct); fill: transparent; }
        g.edge path { stroke: var(--lumo-contrast-50pct); }
        g.edge polygon { stroke: var(--lumo-contrast-50pct); fill: var(--lumo-contrast-50pct); }
    `;

    static properties = {
        states: { attribute: false },
        path: { attribute: false },
    };

    render() {
        return html`<div id="diagram"></div>`;
    }

    async updated(changed) {
        if (changed.has('states')) {
            const viz = await instance();
            this._svg = viz.renderSVGElement(this._describe());
            this.renderRoot.querySelector('#diagram').replaceChildren(this._svg);
        }
        this._fill();
    }

    _describe() {
        const outermost = this.states.states.filter(state => !state.parent).map(state => this._nest(state));
        const moves = this.states.moves.map(move =>
            `${this._anchor(move.from)} -> ${this._anchor(move.to)} [${this._look(move)} ${this._ends(move)}]`);
        return `digraph { compound=true; bgcolor=transparent; nodesep=0.15; ranksep=0.3;
            node [shape=box style=rounded fontsize=11 height=0.3] edge [fontsize=10]
            ${outermost.join('\n')}\n${moves.join('\n')} }`;
    }

    /** A failure leads to the crash from everywhere: dashed and without a label, so that the rest can be read. */
    _look(move) {
        if (move.to === 'crashed') {
            return `style=dashed constraint=${move.from === 'started'}`;
        }
        const isBack = move.from === 'crashed' || move.from === 'stopped';
        return `label=${quote(move.triggers.join(', '))} ${isBack ? 'constraint=false' : ''}`;
    }

    _children(name) {
        return this.states.states.filter(state => state.parent === name);
    }

    /** A state that encloses others is a cluster, with a node of its own if an actor can be in it and in no inner one. */
    _nest(state) {
        const children = this._children(state.name);
        const node = `${quote(state.name)} [id=${quote('state-' + state.name)} label=${quote(state.name)}]`;
        if (children.length === 0) {
            return node;
        }
        const own = this.states.moves.some(move => move.from === state.name && children.some(child => child.name === move.to));
        return `subgraph ${quote('cluster_' + state.name)} { id=${quote('state-' + state.name)} label=${quote(state.name)}
            style=rounded fontsize=11 ${own ? quote(state.name) + ' [shape=point]' : ''}
            ${children.map(child => this._nest(child)).join('\n')} }`;
    }

    /** The node at which an arrow of a state begins or ends: a cluster has none. */
    _anchor(name) {
        const children = this._children(name);
        const own = this.states.moves.some(move => move.from === name && children.some(child => child.name === move.to));
        return children.length === 0 || own ? quote(name) : this._anchor(children[0].name);
    }

    _ends(move) {
        const isCluster = name => this._children(name).length > 0;
        const inner = this._children(move.from).some(child => child.name === move.to);
        return [isCluster(move.from) && !inner ? `ltail=${quote('cluster_' + move.from)}` : '',
            isCluster(move.to) ? `lhead=${quote('cluster_' + move.to)}` : ''].join(' ');
    }

    _fill() {
        const present = this.path ? this.path.split('.') : [];
        this.states?.states.forEach(state => {
            const shape = this._svg?.querySelector(`[id="state-${state.name}"] path`);
            if (shape) {
                const isIn = present.includes(state.name);
                shape.style.fill = isIn ? `color-mix(in srgb, ${colorOfState(this.path)} 25%, transparent)` : '';
                shape.style.stroke = isIn ? colorOfState(this.path) : '';
            }
        });
    }
}

customElements.define('qwc-actor-states', QwcActorStates);
