package io.quarkiverse.actors.accounts;

/** There is less on an account than was to be withdrawn. */
public class OverdraftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverdraftException(String user, long cents, long balance) {
        super("%s cannot withdraw %d cents: there are %d".formatted(user, cents, balance));
    }
}
