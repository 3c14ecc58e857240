import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { notifier } from 'notifier';
import '@vaadin/confirm-dialog';
import '@vaadin/progress-bar';
import '@vaadin/split-layout';
import './qwc-actor-graph.js';
import './qwc-actor-detail.js';

/** The notifier takes HTML; the message of a failure is none. */
const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * The actors of the application: their dependency graph, live, and the chosen one in detail.
 */
export class QwcActors extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = css`
        :host { display: block; height: 100%; }
        vaadin-split-layout { height: 100%; }
        qwc-actor-graph, qwc-actor-detail { width: 50%; padding: 0 1em; box-sizing: border-box; overflow: auto; }
        .empty { color: var(--lumo-secondary-text-color); padding: 1em; }
    `;

    static properties = {
        _actors: { state: true },
        _chosen: { state: true },
        _states: { state: true },
        _question: { state: true },
    };

    constructor() {
        super();
        this._actors = null;
        this._chosen = null;
        this._states = null;
        this._question = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    /** A live reload ends the stream: it is asked for anew. */
    hotReload() {
        this._updates?.cancel();
        this.jsonRpc.getActors().then(response => this._show(response.result));
        this._updates = this.jsonRpc.streamActors().onNext(response => this._show(response.result));
    }

    disconnectedCallback() {
        this._updates?.cancel();
        super.disconnectedCallback();
    }

    _show(system) {
        this._actors = system.actors;
        if (!this._actors.some(actor => actor.name === this._chosen)) {
            this._choose(this._actors.length > 0 ? this._actors[0].name : null);
        }
    }

    _choose(name) {
        this._chosen = name;
        this._states = null;
        if (name !== null) {
            this.jsonRpc.getStates({ actor: name }).then(response => {
                if (this._chosen === name) {
                    this._states = response.result;
                }
            });
        }
    }

    render() {
        if (this._actors === null) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._actors.length === 0) {
            return html`<div class="empty">This application has no actors yet: annotate a class with @Actor.</div>`;
        }
        const chosen = this._actors.find(actor => actor.name === this._chosen);
        return html`
            <vaadin-split-layout>
                <qwc-actor-graph .actors=${this._actors} .chosen=${this._chosen}
                    @choose=${event => this._choose(event.detail)}></qwc-actor-graph>
                <qwc-actor-detail .actor=${chosen} .states=${this._states}
                    @order=${event => this._ask(event.detail)}></qwc-actor-detail>
            </vaadin-split-layout>
            <vaadin-confirm-dialog .opened=${this._question !== null} header=${this._question?.title ?? ''}
                cancel-button-visible confirm-text="${this._question?.order ?? ''}"
                @confirm=${() => this._give(this._question)} @opened-changed=${this._closed}>
                ${this._question?.text ?? ''}
            </vaadin-confirm-dialog>`;
    }

    _closed(event) {
        if (!event.detail.value) {
            this._question = null;
        }
    }

    /** What ends something asks first. */
    _ask(order) {
        const dependents = this._dependents(order.actor);
        const also = dependents.length > 0 ? ' These require it: ' + dependents.join(', ') + '.' : '';
        if (order.name === 'stop') {
            this._question = { ...order, order: 'Stop', title: `Stop ${order.actor}?`,
                text: 'Its tasks drain and its resources are released.' + (also && also.replace('require it', 'stop as well')) };
        } else if (order.name === 'restart') {
            this._question = { ...order, order: 'Restart', title: `Restart ${order.actor}?`,
                text: 'Its resources are released and acquired anew.' + also };
        } else {
            this._give(order);
        }
    }

    _dependents(name) {
        const found = new Set();
        const look = wanted => this._actors
            .filter(actor => actor.dependencies.some(dependency => dependency.required && dependency.actor === wanted))
            .filter(actor => !found.has(actor.name))
            .forEach(actor => { found.add(actor.name); look(actor.name); });
        look(name);
        return [...found];
    }

    _give(order) {
        this._question = null;
        this.jsonRpc[order.name]({ actor: order.actor })
            .then(response => notifier.showInfoMessage(escape(`${order.actor}: ${response.result}`)))
            .catch(response => notifier.showErrorMessage(escape(`${order.actor}: ${response.error?.message ?? 'failed'}`)));
    }
}

customElements.define('qwc-actors', QwcActors);
