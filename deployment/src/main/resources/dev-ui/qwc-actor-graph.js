import { LitElement, html, css } from 'lit';
import { instance } from '@viz-js/viz';
import { colorOf, quote } from './actor-colors.js';

/** In pixels, as Graphviz counts in points. */
const POINT = 4 / 3;
const SMALLEST = 0.6;

/**
 * The dependency graph in layers, an arrow from each dependent to its dependency. It is laid out when it changes, and coloured
 * whenever a state does.
 */
export class QwcActorGraph extends LitElement {

    static styles = css`
        svg { height: auto; }
        g.node { cursor: pointer; }
        g.node path, g.node polygon { stroke-width: 2; transition: fill 0.3s; }
        g.node.chosen path, g.node.chosen polygon { stroke-width: 4; }
        g.node text { fill: var(--lumo-body-text-color); font-family: var(--lumo-font-family); }
        g.edge path { stroke: var(--lumo-contrast-50pct); }
        g.edge polygon { stroke: var(--lumo-contrast-50pct); fill: var(--lumo-contrast-50pct); }
    `;

    static properties = {
        actors: { attribute: false },
        chosen: { attribute: false },
    };

    constructor() {
        super();
        this.actors = [];
        this.chosen = null;
        this._dot = null;
        this._svg = null;
    }

    render() {
        return html`<div id="graph"></div>`;
    }

    async updated() {
        const dot = this._describe();
        if (dot !== this._dot) {
            this._dot = dot;
            this._viz ??= await instance();
            this._svg = this._viz.renderSVGElement(dot);
            this._svg.querySelectorAll('g.node').forEach(node => node.addEventListener('click', () => this._choose(node)));
            this._fit();
            this.renderRoot.querySelector('#graph').replaceChildren(this._svg);
        }
        this._color();
    }

    /** It shrinks to what there is room for, but not so far that it could not be read: then it scrolls. */
    _fit() {
        const width = this._svg.viewBox.baseVal.width * POINT;
        this._svg.style.maxWidth = `max(100%, ${Math.round(width * SMALLEST)}px)`;
    }

    _describe() {
        const numbers = new Map(this.actors.map((actor, number) => [actor.name, number]));
        const nodes = this.actors.map((actor, number) => `a${number} [id="a${number}" label=${quote(actor.name)}`
            + ` tooltip=${quote(actor.name)}${actor.keyed ? ' peripheries=2' : ''}]`);
        const edges = this.actors.flatMap((actor, number) => actor.dependencies.map(dependency =>
            `a${number} -> a${numbers.get(dependency.actor)}${dependency.required ? '' : ' [style=dashed]'}`));
        return `digraph { rankdir=LR; bgcolor=transparent; nodesep=0.15;
            node [shape=box style="rounded,filled" fillcolor=white fontsize=12 height=0.4]
            ${nodes.join('\n')}\n${edges.join('\n')} }`;
    }

    _color() {
        this.actors.forEach((actor, number) => {
            const node = this._svg?.querySelector(`#a${number}`);
            if (node) {
                const color = colorOf(actor);
                node.classList.toggle('chosen', actor.name === this.chosen);
                node.dataset.state = actor.path ?? 'keyed';
                node.querySelectorAll('path, polygon').forEach(shape => {
                    shape.style.stroke = color;
                    shape.style.fill = `color-mix(in srgb, ${color} 25%, transparent)`;
                });
            }
        });
    }

    _choose(node) {
        this.dispatchEvent(new CustomEvent('choose', { detail: this.actors[Number(node.id.substring(1))].name }));
    }
}

customElements.define('qwc-actor-graph', QwcActorGraph);
