/** The colour of a state, given by its path. */
export function colorOf(actor) {
    if (actor.keyed) {
        return actor.troubled.length > 0 ? 'var(--lumo-error-color)' : 'var(--lumo-primary-color)';
    }
    return colorOfState(actor.path);
}

const COLORS = [
    ['started.running.healthy', 'var(--lumo-success-color)'],
    ['started.running.degraded', '#e0a000'],
    ['started.running.unhealthy', 'var(--lumo-error-color)'],
    ['started.paused', 'var(--lumo-primary-color)'],
    ['crashed', '#a00000'],
    ['starting', '#20a0a0'],
    ['stopping', '#806040'],
];

export function colorOfState(path) {
    const found = COLORS.find(([prefix]) => path.startsWith(prefix));
    return found ? found[1] : 'var(--lumo-contrast-50pct)';
}

/** A text in a label of Graphviz. */
export function quote(text) {
    return '"' + text.replaceAll('\\', '\\\\').replaceAll('"', '\\"') + '"';
}
