package org.portcullis.pdp.ban;

/**
 * Why there is a ban: a reason that may be told, one for the site's own eyes, the ticket and who set it. Any may be empty.
 */
public record BanNote(String publicReason, String privateReason, String ticket, String author) {
    /** The note of a ban that stands in a file, where nobody says why. */
    public static final BanNote NONE = new BanNote("", "", "", "");

    /** The same note with another reason and author, as a later change gives them. */
    public BanNote changedBy(String who, String why) {
        return new BanNote(why, privateReason, ticket, who);
    }
}
