package org.portcullis.profile;

/** The attribute ids of the profiles we serve (authz-interop 1.1, Argus Grid WN/CE 1.0, Common XACML 1.1). */
public enum AttributeId {
    SUBJECT_X509_ID("http://authz-interop.org/xacml/subject/subject-x509-id"),
    SUBJECT_X509_ISSUER("http://authz-interop.org/xacml/subject/subject-x509-issuer"),
    SUBJECT_VO("http://authz-interop.org/xacml/subject/vo"),
    SUBJECT_VOMS_FQAN("http://authz-interop.org/xacml/subject/voms-fqan"),
    SUBJECT_VOMS_PRIMARY_FQAN("http://authz-interop.org/xacml/subject/voms-primary-fqan"),
    SUBJECT_CERT_CHAIN("http://authz-interop.org/xacml/subject/cert-chain"),
    SUBJECT_CERTIFICATE_SERIAL_NUMBER("http://authz-interop.org/xacml/subject/certificate-serial-number"),
    SUBJECT_CA_SERIAL_NUMBER("http://authz-interop.org/xacml/subject/ca-serial-number"),
    SUBJECT_VALIDITY_NOT_BEFORE("http://authz-interop.org/xacml/subject/validity-not-before"),
    SUBJECT_VALIDITY_NOT_AFTER("http://authz-interop.org/xacml/subject/validity-not-after"),
    /** A JSON Web Token of the subject in its compact form (our own). */
    SUBJECT_BEARER_TOKEN("urn:portcullis:subject:bearer-token"),
    SUBJECT_ID("urn:oasis:names:tc:xacml:1.0:subject:subject-id"),
    SUBJECT_KEY_INFO("urn:oasis:names:tc:xacml:1.0:subject:key-info"),
    GLITE_SUBJECT_ISSUER("http://glite.org/xacml/attribute/subject-issuer"),
    GLITE_VIRTUAL_ORGANIZATION("http://glite.org/xacml/attribute/virtual-organization"),
    GLITE_FQAN("http://glite.org/xacml/attribute/fqan"),
    GLITE_PRIMARY_FQAN("http://glite.org/xacml/attribute/fqan/primary"),
    GLITE_PROFILE_ID("http://glite.org/xacml/attribute/profile-id"),
    DCI_PROFILE_ID("http://dci-sec.org/xacml/attribute/profile-id"),
    DCI_VIRTUAL_ORGANIZATION("http://dci-sec.org/xacml/attribute/virtual-organization"),
    RESOURCE_ID("urn:oasis:names:tc:xacml:1.0:resource:resource-id"),
    RESOURCE_DNS_HOST_NAME("http://authz-interop.org/xacml/resource/dns-host-name"),
    RESOURCE_X509_ID("http://authz-interop.org/xacml/resource/resource-x509-id"),
    RESOURCE_X509_ISSUER("http://authz-interop.org/xacml/resource/resource-x509-issuer"),
    ACTION_ID("urn:oasis:names:tc:xacml:1.0:action:action-id"),
    PEP_OBLIG_SUPPORTED("http://authz-interop.org/xacml/environment/pep-oblig-supported"),
    PILOT_X509_ID("http://authz-interop.org/xacml/environment/pilot-job/subject-x509-id"),
    /** As the C library of the Globus Toolkit misspells {@link #PILOT_X509_ID}. */
    PILOT_X509_ID_TYPO("http://authz-interop.org/xacml/environment/pilot-job/subject-x509_-id"),
    PILOT_VO("http://authz-interop.org/xacml/environment/pilot-job/vo"),
    PILOT_VOMS_FQAN("http://authz-interop.org/xacml/environment/pilot-job/voms-fqan"),
    PILOT_VOMS_PRIMARY_FQAN("http://authz-interop.org/xacml/environment/pilot-job/voms-primary-fqan"),
    POSIX_UID("http://authz-interop.org/xacml/attribute/posix-uid"),
    POSIX_GID("http://authz-interop.org/xacml/attribute/posix-gid"),
    USERNAME("http://authz-interop.org/xacml/attribute/username"),
    ROOT_PATH("http://authz-interop.org/xacml/attribute/rootpath"),
    HOME_PATH("http://authz-interop.org/xacml/attribute/homepath"),
    GLITE_USER_ID("http://glite.org/xacml/attribute/user-id"),
    GLITE_PRIMARY_GROUP_ID("http://glite.org/xacml/attribute/group-id/primary"),
    GLITE_GROUP_ID("http://glite.org/xacml/attribute/group-id"),
    DCI_USER_ID("http://dci-sec.org/xacml/attribute/user-id"),
    DCI_PRIMARY_GROUP_ID("http://dci-sec.org/xacml/attribute/group-id/primary"),
    DCI_GROUP_ID("http://dci-sec.org/xacml/attribute/group-id");

    private final String uri;

    AttributeId(String uri) {
        this.uri = uri;
    }

    /** The id as it travels. */
    public String uri() {
        return uri;
    }
}
