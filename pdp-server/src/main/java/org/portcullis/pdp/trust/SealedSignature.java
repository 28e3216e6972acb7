package org.portcullis.pdp.trust;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** One signature with a {@link SealedKey}; it verifies nothing. */
final class SealedSignature extends SignatureSpi {
    private final Signature behind;

    SealedSignature(String algorithm) {
        try {
            behind = Signature.getInstance(algorithm, SealedKey.SIGNER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Bouncy Castle has " + algorithm, e);
        }
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        if (!(key instanceof SealedKey sealed)) {
            throw new InvalidKeyException("not a sealed key");
        }
        behind.initSign(sealed.opened());
    }

    @Override
    protected void engineUpdate(byte one) throws SignatureException {
        behind.update(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
        behind.update(bytes, from, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        return behind.sign();
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        throw new InvalidKeyException("sealed keys only sign");
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        throw new SignatureException("sealed keys only sign");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("no parameters");
    }
}
