import { LitElement, html, css } from 'lit';
import '@vaadin/button';
import { colorOf } from './actor-colors.js';
import './qwc-actor-states.js';

const ORDERS = ['start', 'pause', 'resume', 'restart', 'stop'];

/**
 * One actor: its state, what can be done with it, its tasks with their rates, its streams and resources.
 */
export class QwcActorDetail extends LitElement {

    static styles = css`
        h3 { margin: 0.5em 0; }
        h4 { margin: 1em 0 0.3em 0; }
        .state { font-size: var(--lumo-font-size-m); padding: 0.2em 0.6em; border-radius: 0.5em; color: white; }
        .failure { color: var(--lumo-error-text-color); white-space: pre-wrap; overflow-wrap: anywhere; }
        .orders { display: flex; gap: 0.5em; flex-wrap: wrap; margin: 0.8em 0; }
        table { border-collapse: collapse; width: 100%; font-size: var(--lumo-font-size-s); }
        th, td { text-align: right; padding: 0.2em 0.5em; border-bottom: 1px solid var(--lumo-contrast-10pct); }
        th:first-child, td:first-child { text-align: left; }
        meter { width: 8em; }
    `;

    static properties = {
        actor: { attribute: false },
        states: { attribute: false },
        _rates: { state: true },
    };

    constructor() {
        super();
        this.actor = null;
        this.states = null;
        this._rates = new Map();
        this._seen = null;
    }

    willUpdate(changed) {
        if (!changed.has('actor') || !this.actor) {
            return;
        }
        if (this._seen?.name !== this.actor.name) {
            this._rates = new Map();
        } else {
            this._measure();
        }
        this._seen = { name: this.actor.name, at: performance.now(),
            iterations: new Map(this.actor.tasks.map(task => [task.name, task.iterations])) };
    }

    _measure() {
        const seconds = (performance.now() - this._seen.at) / 1000;
        this._rates = new Map(this.actor.tasks.map(task => [task.name,
            Math.max(0, Math.round((task.iterations - (this._seen.iterations.get(task.name) ?? task.iterations)) / seconds))]));
    }

    render() {
        const actor = this.actor;
        if (!actor) {
            return html``;
        }
        return html`
            <h3>${actor.name} <span class="state" style="background: ${colorOf(actor)}">${actor.path ?? 'keyed'}</span></h3>
            ${actor.failure ? html`<div class="failure">${actor.failure}</div>` : ''}
            ${actor.keyed ? this._instances(actor) : this._orders(actor)}
            ${actor.tasks.length > 0 ? this._tasks(actor) : ''}
            ${this._streams(actor)}
            ${actor.resources.length > 0 ? html`<h4>Resources</h4>${actor.resources.join(', ')}` : ''}
            <h4>Messages</h4>${actor.messages} in the mailbox
            ${this.states ? html`<h4>States</h4><qwc-actor-states .states=${this.states}
                .path=${actor.path}></qwc-actor-states>` : ''}`;
    }

    _orders(actor) {
        return html`<div class="orders">${ORDERS.map(order => html`
            <vaadin-button id="${order}" theme="small" ?disabled=${!actor.triggers.includes(order)}
                @click=${() => this._order(order)}>${order}</vaadin-button>`)}</div>`;
    }

    _order(name) {
        this.dispatchEvent(new CustomEvent('order', { detail: { name, actor: this.actor.name } }));
    }

    _instances(actor) {
        const states = Object.entries(actor.instances);
        return html`<h4>Instances</h4>
            ${states.length === 0 ? 'none' : html`<table>${states.map(([path, count]) =>
                html`<tr><td>${path}</td><td>${count}</td></tr>`)}</table>`}
            ${actor.troubled.length > 0 ? html`<div class="failure">Unhealthy or crashed: ${actor.troubled.join(', ')}</div>` : ''}`;
    }

    _tasks(actor) {
        return html`<h4>Tasks</h4><table>
            <tr><th>Task</th><th>State</th><th>Per second</th><th>Iterations</th><th>Emitted</th><th>Skipped</th><th>Failed</th>
                <th>Retried</th></tr>
            ${actor.tasks.map(task => html`<tr><td>${task.name}</td><td>${task.state}</td>
                <td>${this._rates.get(task.name) ?? ''}</td><td>${task.iterations}</td><td>${task.emitted}</td>
                <td>${task.skipped}</td><td>${task.failed}</td><td>${task.retried}</td></tr>
                ${task.failure ? html`<tr><td colspan="8" class="failure">${task.failure}</td></tr>` : ''}`)}</table>`;
    }

    _streams(actor) {
        const inputs = actor.tasks.flatMap(task => task.inputs.map(input => ({ task: task.name, ...input })));
        return inputs.length === 0 ? '' : html`<h4>Streams</h4><table>
            ${inputs.map(input => html`<tr><td>${input.producer} → ${input.task}</td>
                <td><meter value=${input.buffered} max=${input.capacity}></meter> ${input.buffered} of ${input.capacity}</td></tr>`)}
            </table>`;
    }
}

customElements.define('qwc-actor-detail', QwcActorDetail);
