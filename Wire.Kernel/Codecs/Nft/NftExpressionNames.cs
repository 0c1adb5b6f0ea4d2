using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Which of a rule's expressions a refusal of nf_tables points at: its attribute is the whole element.</summary>
internal static class NftExpressionNames
{
    /// <summary>The name of the expression, as <c>nft --debug=netlink</c> has it; null when the byte is in none.</summary>
    /// <param name="message">The request.</param>
    /// <param name="offset">In bytes from its header (NLMSGERR_ATTR_OFFS).</param>
    public static string? At(scoped in NetlinkMessage message, int offset)
    {
        AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
        while (attributes.Read())
        {
            if (attributes.Type == NFTA_RULE_EXPRESSIONS && offset > attributes.Offset && offset < attributes.Offset + attributes.Raw.Length)
            {
                return Element(attributes.Nested(), offset);
            }
        }
        return null;
    }

    private static string? Element(AttributeReader elements, int offset)
    {
        while (elements.Read())
        {
            if (offset >= elements.Offset && offset < elements.Offset + elements.Raw.Length)
            {
                AttributeReader parts = elements.Nested();
                return parts.Read() && parts.Type == NFTA_EXPR_NAME ? parts.ReadString() : null;
            }
        }
        return null;
    }
}
