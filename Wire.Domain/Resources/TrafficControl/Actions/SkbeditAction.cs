namespace Wire.Domain;

/// <summary>What the kernel notes at a packet (act_skbedit; TCA_SKBEDIT_*).</summary>
/// <param name="QueueMapping">The queue of the link.</param>
/// <param name="Priority">skb->priority, also the handle of a class.</param>
/// <param name="Mark">skb->mark.</param>
/// <param name="Mask">The bits of the mark that are set; null for all.</param>
/// <param name="Ptype">PACKET_* of linux/if_packet.h.</param>
/// <param name="InheritDsField">The priority from the DS field.</param>
/// <param name="Verdict">What becomes of the packet.</param>
public sealed record SkbeditAction(uint? QueueMapping, uint? Priority, uint? Mark, uint? Mask, uint? Ptype, bool InheritDsField, TcVerdict Verdict) : TcAction
{
    private static readonly ValueFormat<uint> Ptypes = ValueFormats.Words(("host", 0), ("broadcast", 1), ("multicast", 2), ("otherhost", 3));

    public override string KernelKind => "skbedit";

    private protected override IEnumerable<string> Words()
    {
        yield return "skbedit";
        if (QueueMapping is { } queue)
        {
            yield return $"queue_mapping {queue}";
        }
        if (Priority is { } priority)
        {
            yield return "priority " + (priority >> 16 == 0 ? $"{priority}" : TcHandles.Text(priority));
        }
        if (Mark is { } mark)
        {
            yield return $"mark {mark}" + (Mask is { } mask ? $"/0x{mask:x}" : "");
        }
        if (Ptype is { } ptype)
        {
            yield return "ptype " + Ptypes.Format(ptype);
        }
        if (InheritDsField)
        {
            yield return "inheritdsfield";
        }
        yield return Unless(TcVerdict.Pipe, Verdict);
    }

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        uint? queue = null, priority = null, mark = null, mask = null, ptype = null;
        bool inherits = false;
        while (words.Peek is "queue_mapping" or "priority" or "mark" or "ptype" or "inheritdsfield")
        {
            uint number = 0;
            switch (words.Next())
            {
                case "queue_mapping" when words.TakeNumber(ushort.MaxValue, out number):
                    queue = number;
                    break;
                case "priority" when TcHandles.TryParse(words.Peek, out number) ? words.Next().Length > 0 : words.TakeNumber(uint.MaxValue, out number):
                    priority = number;
                    break;
                case "mark" when TryMark(words.Next(), out number, out mask):
                    mark = number;
                    break;
                case "ptype" when words.Take(Ptypes, out number):
                    ptype = number;
                    break;
                case "inheritdsfield":
                    inherits = true;
                    break;
                default:
                    return false;
            }
        }
        if ((queue ?? priority ?? mark ?? ptype) is null && !inherits || !TryEnd(ref words, TcVerdict.Pipe, out TcVerdict verdict))
        {
            return false;
        }
        action = new SkbeditAction(queue, priority, mark, mask, ptype, inherits, verdict);
        return true;
    }

    private static bool TryMark(string text, out uint mark, out uint? mask)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        mask = null;
        if (slash < 0)
        {
            return ActionWords.TryNumber(text, uint.MaxValue, out mark);
        }
        bool read = ActionWords.TryNumber(text.AsSpan(0, slash), uint.MaxValue, out mark) & ActionWords.TryNumber(text.AsSpan(slash + 1), uint.MaxValue, out uint bits);
        mask = bits == uint.MaxValue ? null : bits;
        return read;
    }
}
