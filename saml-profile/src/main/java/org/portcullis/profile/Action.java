package org.portcullis.profile;

/** The action asked for, with its id as sent. */
public record Action(ActionType type, String id) {}
