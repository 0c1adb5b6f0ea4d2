using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A fib_rule_hdr with its attributes.</summary>
internal sealed class RuleRequest
{
    private const int FixedBytes = 12;

    private readonly byte _family;
    private readonly byte _destinationLength;
    private readonly byte _sourceLength;
    private readonly byte _tos;
    private readonly byte _action;
    private readonly uint _flags;
    private readonly uint _table;
    private readonly Attributes _attributes;

    public RuleRequest(Message message)
    {
        _family = message.U8(0);
        _destinationLength = message.U8(1);
        _sourceLength = message.U8(2);
        _tos = message.U8(3);
        _action = message.U8(7);
        _flags = message.U32(8);
        _attributes = message.Attributes(FixedBytes);
        _table = _attributes.U32(FRA_TABLE) ?? message.U8(4);
    }

    private int AddressBytes => _family == AF_INET ? 4 : 16;

    public void CheckForm()
    {
        CheckPrefix(_sourceLength, FRA_SRC);
        CheckPrefix(_destinationLength, FRA_DST);
    }

    public Rule ToRule(Func<uint> defaultPriority, Func<uint> emptyTable)
    {
        CheckForm();
        uint table = _table;
        if (table == RT_TABLE_UNSPEC && _action == FR_ACT_TO_TBL)
        {
            table = _family == AF_INET ? emptyTable() : throw new RefusedException(Errno.EINVAL, "Invalid table");
        }
        uint priority = _attributes.U32(FRA_PRIORITY) ?? defaultPriority();
        uint target = _attributes.U32(FRA_GOTO) ?? 0;
        if (_action == FR_ACT_GOTO ? target <= priority : target != 0)
        {
            throw new RefusedException(Errno.EINVAL, _action == FR_ACT_GOTO ? "Backward goto not supported" : "Unexpected goto attribute");
        }
        uint mark = _attributes.U32(FRA_FWMARK) ?? 0;
        return new()
        {
            Family = _family,
            Priority = priority,
            DestinationLength = _destinationLength,
            SourceLength = _sourceLength,
            Tos = _tos,
            Action = _action,
            Flags = _flags & FIB_RULE_INVERT,
            Table = table,
            Destination = _destinationLength > 0 ? Hex(FRA_DST) : null,
            Source = _sourceLength > 0 ? Hex(FRA_SRC) : null,
            InName = _attributes.Text(FRA_IIFNAME),
            OutName = _attributes.Text(FRA_OIFNAME),
            Mark = mark,
            MarkMask = _attributes.U32(FRA_FWMASK) ?? (mark == 0 ? 0 : uint.MaxValue),
            Goto = target,
            SuppressPrefixLength = _attributes.U32(FRA_SUPPRESS_PREFIXLEN),
            Protocol = _attributes.U8(FRA_PROTOCOL) ?? RTPROT_UNSPEC,
        };
    }

    /// <summary>
    /// rule_exists: the same in what it selects besides addresses, in what it does and in who made it. "Not" does not count, and
    /// a rule without a source or destination is taken for the same as one that has them.
    /// </summary>
    public static Predicate<Rule> Same(Rule rule) => other =>
        rule with
        {
            Goto = other.Goto,
            Flags = other.Flags,
            Tos = rule.Tos == 0 ? other.Tos : rule.Tos,
            Source = rule.SourceLength == 0 ? other.Source : rule.Source,
            SourceLength = rule.SourceLength == 0 ? other.SourceLength : rule.SourceLength,
            Destination = rule.DestinationLength == 0 ? other.Destination : rule.Destination,
            DestinationLength = rule.DestinationLength == 0 ? other.DestinationLength : rule.DestinationLength,
        } == other;

    /// <summary>rule_find for a deletion: what the request says must fit, what it leaves out may be anything.</summary>
    public bool Fits(Rule rule) =>
        (_action == 0 || rule.Action == _action)
        && (_table == 0 || rule.Table == _table)
        && (_tos == 0 || rule.Tos == _tos)
        && (_attributes.U32(FRA_PRIORITY) is not { } priority || priority == 0 || rule.Priority == priority)
        && (_attributes.Text(FRA_IIFNAME) is not { Length: > 0 } inName || rule.InName == inName)
        && (_attributes.Text(FRA_OIFNAME) is not { Length: > 0 } outName || rule.OutName == outName)
        && (_attributes.U32(FRA_FWMARK) is not { } mark || mark == 0 || rule.Mark == mark)
        && (_attributes.U32(FRA_FWMASK) is not { } mask || mask == 0 || rule.MarkMask == mask)
        && (_attributes.U8(FRA_PROTOCOL) is not { } protocol || protocol == 0 || rule.Protocol == protocol)
        && (_sourceLength == 0 || (rule.SourceLength == _sourceLength && rule.Source == Hex(FRA_SRC)))
        && (_destinationLength == 0 || (rule.DestinationLength == _destinationLength && rule.Destination == Hex(FRA_DST)));

    private string? Hex(ushort type) => _attributes.Find(type) is { } bytes ? Convert.ToHexString(bytes.Span) : null;

    private void CheckPrefix(byte length, ushort type)
    {
        if (length > 0 && (length > AddressBytes * 8 || _attributes.Find(type) is not { } address || address.Length != AddressBytes))
        {
            throw new RefusedException(Errno.EINVAL, type == FRA_SRC ? "Invalid source address" : "Invalid dst address");
        }
    }
}
