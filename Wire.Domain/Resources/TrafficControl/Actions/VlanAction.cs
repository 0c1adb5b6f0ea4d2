namespace Wire.Domain;

/// <summary>VLAN tags and Ethernet headers on and off (act_vlan; <c>tc_vlan</c>).</summary>
/// <param name="Verb">TCA_VLAN_ACT_*.</param>
/// <param name="Id">0–4095, of push and modify.</param>
/// <param name="Protocol">TCA_VLAN_PUSH_VLAN_PROTOCOL; null is 802.1Q.</param>
/// <param name="Priority">0–7; null: 0 in push, as it is in modify.</param>
/// <param name="DestinationMac">Of push_eth.</param>
/// <param name="SourceMac">Of push_eth.</param>
/// <param name="Verdict">What becomes of the packet.</param>
public sealed record VlanAction(uint Verb, uint? Id, uint? Protocol, uint? Priority, MacAddress? DestinationMac, MacAddress? SourceMac, TcVerdict Verdict) : TcAction
{
    public const uint Pop = 1, Push = 2, Modify = 3, PopEthernet = 4, PushEthernet = 5;

    private const uint IdMax = 4095, PriorityMax = 7;

    private static readonly ValueFormat<uint> VerbWords = ValueFormats.Words(("pop", Pop), ("push", Push), ("modify", Modify), ("pop_eth", PopEthernet), ("push_eth", PushEthernet));

    private static readonly ValueFormat<uint> Protocols = ValueFormats.Words(("802.1Q", 0x8100), ("802.1ad", 0x88a8));

    public override string KernelKind => "vlan";

    private protected override IEnumerable<string> Words()
    {
        yield return "vlan";
        yield return VerbWords.Format(Verb);
        if (Id is { } id)
        {
            yield return $"id {id}";
        }
        if (Protocol is { } protocol)
        {
            yield return "protocol " + Protocols.Format(protocol);
        }
        if (Priority is { } priority)
        {
            yield return $"priority {priority}";
        }
        if (DestinationMac is { } destination)
        {
            yield return $"dst_mac {destination}";
        }
        if (SourceMac is { } source)
        {
            yield return $"src_mac {source}";
        }
        yield return Unless(TcVerdict.Pipe, Verdict);
    }

    /// <summary>The kernel tells a protocol and a priority of a push always, of a modification only what was said.</summary>
    public override bool Fits(TcAction observed) => observed is VlanAction other && Told(this) == Told(other);

    private static VlanAction Told(VlanAction action) => action.Verb is Push or Modify
        ? action with { Protocol = action.Protocol ?? 0x8100, Priority = action.Priority ?? (action.Verb == Push ? 0 : null) }
        : action;

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        if (!words.Take(VerbWords, out uint verb))
        {
            return false;
        }
        uint? id = null, protocol = null, priority = null;
        MacAddress? destination = null, source = null;
        bool tags = verb is Push or Modify, heads = verb == PushEthernet;
        while (true)
        {
            uint number;
            if (tags && words.Take("id"))
            {
                if (!words.TakeNumber(IdMax, out number))
                {
                    return false;
                }
                id = number;
            }
            else if (tags && words.Take("protocol"))
            {
                // tc(8) itself writes 802.1Q and 802.1ad, and reads them in either case.
                string word = words.Next();
                if (!Protocols.TryParse(word.Equals("802.1ad", StringComparison.OrdinalIgnoreCase) ? "802.1ad" : word.ToUpperInvariant(), out number))
                {
                    return false;
                }
                protocol = number;
            }
            else if (tags && words.Take("priority"))
            {
                if (!words.TakeNumber(PriorityMax, out number))
                {
                    return false;
                }
                priority = number;
            }
            else if (heads && (words.Peek is "dst_mac" or "src_mac"))
            {
                bool toDestination = words.Next() == "dst_mac";
                if (!MacAddress.TryParse(words.Next(), out MacAddress mac))
                {
                    return false;
                }
                destination = toDestination ? mac : destination;
                source = toDestination ? source : mac;
            }
            else
            {
                break;
            }
        }
        if (!TryEnd(ref words, TcVerdict.Pipe, out TcVerdict verdict) || (tags && id is null) || (heads && (destination is null || source is null)))
        {
            return false;
        }
        action = new VlanAction(verb, id, protocol, priority, destination, source, verdict);
        return true;
    }
}
