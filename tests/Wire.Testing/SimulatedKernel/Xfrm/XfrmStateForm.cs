using System.Buffers.Binary;
using System.Text;
using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Rtnetlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>What a state may be (verify_newsa_info, xfrm_state_construct).</summary>
internal static class XfrmStateForm
{
    private const int BitsPerByte = 8;

    public static XfrmState Parse(Message message)
    {
        Attributes attributes = message.Attributes(StateBytes);
        byte[] structure = message.Body[..StateBytes].ToArray();
        CheckStructure(structure, attributes);
        SortedDictionary<ushort, byte[]> told = [];
        Algorithms(structure, attributes, told);
        Replay(structure, attributes, told);
        foreach (ushort type in new[] { XFRMA_ENCAP, XFRMA_TFCPAD, XFRMA_SA_EXTRA_FLAGS, XFRMA_IF_ID })
        {
            if (attributes.Bytes(type) is { } value && value.Any(b => b != 0))
            {
                told[type] = value;
            }
        }
        Require(!told.TryGetValue(XFRMA_ENCAP, out byte[]? encap) || (structure[StateProtoAt] == IPPROTO_ESP && BinaryPrimitives.ReadUInt16LittleEndian(encap) == UDP_ENCAP_ESPINUDP), Errno.EINVAL);
        if (attributes.Bytes(XFRMA_SET_MARK) is { } mark)
        {
            told[XFRMA_SET_MARK] = mark;
            told[XFRMA_SET_MARK_MASK] = attributes.Bytes(XFRMA_SET_MARK_MASK) ?? [0xff, 0xff, 0xff, 0xff];
        }
        XfrmMark own = XfrmMark.Of(attributes);
        if (own.IsThere)
        {
            told[XFRMA_MARK] = attributes.Bytes(XFRMA_MARK)!;
        }
        structure.AsSpan(StateCurrentAt, CurrentBytes).Clear();
        if (BinaryPrimitives.ReadUInt16LittleEndian(structure.AsSpan(SelectorFamilyAt)) == AF_UNSPEC && (structure[StateFlagsAt] & XFRM_STATE_AF_UNSPEC) == 0)
        {
            structure.AsSpan(StateFamilyAt, 2).CopyTo(structure.AsSpan(SelectorFamilyAt));
        }
        return new(structure, told) { Mark = own };
    }

    private static void CheckStructure(byte[] state, Attributes attributes)
    {
        ushort family = BinaryPrimitives.ReadUInt16LittleEndian(state.AsSpan(StateFamilyAt));
        Require(family is AF_INET or AF_INET6, Errno.EINVAL);
        XfrmSelectors.Check(state, mayBeUnspecified: true);
        byte proto = state[StateProtoAt], mode = state[StateModeAt];
        bool hasAuth = attributes.Has(XFRMA_ALG_AUTH) || attributes.Has(XFRMA_ALG_AUTH_TRUNC), hasAead = attributes.Has(XFRMA_ALG_AEAD), hasCrypt = attributes.Has(XFRMA_ALG_CRYPT);
        Require(proto switch
        {
            IPPROTO_AH => hasAuth && !hasAead && !hasCrypt && !attributes.Has(XFRMA_TFCPAD),
            IPPROTO_ESP => (hasAuth || hasCrypt || hasAead) && !(hasAead && (hasAuth || hasCrypt)) && (!attributes.Has(XFRMA_TFCPAD) || mode == XFRM_MODE_TUNNEL),
            _ => false,
        }, Errno.EINVAL);
        Require(attributes.Has(XFRMA_REPLAY_ESN_VAL) ? state[StateWindowAt] == 0 : (state[StateFlagsAt] & XFRM_STATE_ESN) == 0, Errno.EINVAL);
        Require(mode is XFRM_MODE_TRANSPORT or XFRM_MODE_TUNNEL or XFRM_MODE_BEET, Errno.EINVAL);
    }

    private static void Algorithms(byte[] state, Attributes attributes, SortedDictionary<ushort, byte[]> told)
    {
        if (attributes.Bytes(XFRMA_ALG_AEAD) is { } aead)
        {
            Require(Name(aead) == "rfc4106(gcm(aes))" && SecondLength(aead) is 64 or 96 or 128, Errno.ENOSYS);
            told[XFRMA_ALG_AEAD] = aead;
            Require(KeyBytes(aead) is 20 or 28 or 36, Errno.EINVAL);
        }
        if ((attributes.Bytes(XFRMA_ALG_AUTH_TRUNC) ?? attributes.Bytes(XFRMA_ALG_AUTH)) is { } auth)
        {
            bool truncates = attributes.Has(XFRMA_ALG_AUTH_TRUNC);
            (uint Default, uint Whole) bits = Name(auth) switch
            {
                "hmac(sha256)" => (96, 256),
                "hmac(sha1)" => (96, 160),
                _ => throw new RefusedException(Errno.ENOSYS),
            };
            uint truncated = truncates && SecondLength(auth) != 0 ? SecondLength(auth) : bits.Default;
            Require(truncated <= bits.Whole, Errno.EINVAL);
            byte[] key = auth[(AlgorithmNameBytes + (truncates ? 8 : 4))..];
            told[XFRMA_ALG_AUTH] = [.. auth[..(AlgorithmNameBytes + 4)], .. key];
            told[XFRMA_ALG_AUTH_TRUNC] = [.. auth[..(AlgorithmNameBytes + 4)], .. BitConverter.GetBytes(truncated), .. key];
        }
        if (attributes.Bytes(XFRMA_ALG_CRYPT) is { } crypt)
        {
            Require(Name(crypt) == "cbc(aes)", Errno.ENOSYS);
            told[XFRMA_ALG_CRYPT] = crypt;
            Require(KeyBytes(crypt) is 16 or 24 or 32, Errno.EINVAL);
        }
        Require(state[StateProtoAt] != IPPROTO_ESP || attributes.Has(XFRMA_ALG_AEAD) || attributes.Has(XFRMA_ALG_CRYPT), Errno.EINVAL);
    }

    /// <summary>A window of more than 32, or numbers of 64 bits, want a bitmap of their own.</summary>
    private static void Replay(byte[] state, Attributes attributes, SortedDictionary<ushort, byte[]> told)
    {
        if (attributes.Bytes(XFRMA_REPLAY_ESN_VAL) is not { } map)
        {
            told[XFRMA_REPLAY_VAL] = new byte[12];
            return;
        }
        uint words = BinaryPrimitives.ReadUInt32LittleEndian(map), window = BinaryPrimitives.ReadUInt32LittleEndian(map.AsSpan(20));
        Require(window <= words * 32 && (window > 0 || (state[StateFlagsAt] & XFRM_STATE_ESN) == 0), Errno.EINVAL);
        told[XFRMA_REPLAY_ESN_VAL] = [.. map.Concat(new byte[24 + (words * 4)]).Take((int)(24 + (words * 4)))];
    }

    private static string Name(byte[] algorithm) => Encoding.ASCII.GetString(algorithm.AsSpan(0, AlgorithmNameBytes)).TrimEnd('\0');

    private static uint KeyBytes(byte[] algorithm) => BinaryPrimitives.ReadUInt32LittleEndian(algorithm.AsSpan(AlgorithmNameBytes)) / BitsPerByte;

    private static uint SecondLength(byte[] algorithm) => BinaryPrimitives.ReadUInt32LittleEndian(algorithm.AsSpan(AlgorithmNameBytes + 4));
}
