package io.quarkiverse.actors;

/**
 * An item of one of the instances of a keyed actor, as consumers of all instances see it.
 *
 * @param <K> the type of the key: the one that the actor injects as {@link ActorKey}, {@code String} if it injects none
 * @param <T> the type of the item
 * @param key the key of the instance, not null
 * @param item the item, not null
 */
public record Keyed<K, T>(K key, T item) {
}
