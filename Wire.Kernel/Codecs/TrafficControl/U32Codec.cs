using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>TCA_U32_*.</summary>
internal sealed class U32Codec() : FilterCodec(U32.TheKind, "u32")
{
    /// <summary>The node that a filter in its priority's own table has when it says none: the kernel's first (gen_new_kid).</summary>
    private const uint NodeDefault = 0x800;

    /// <summary>Null for a priority's own table, which the kernel makes.</summary>
    public override Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context)
    {
        bool isOwn = handle >= U32.OwnTables;
        U32 filter = new();
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_U32_CLASSID:
                    filter = filter with { ClassId = attributes.ReadU32() };
                    break;
                case TCA_U32_SEL:
                    filter = WithSelector(filter, attributes);
                    break;
                case TCA_U32_HASH:
                    filter = filter with { Table = isOwn ? null : attributes.ReadU32() };
                    break;
                case TCA_U32_LINK:
                    filter = filter with { Link = attributes.ReadU32() };
                    break;
                case TCA_U32_DIVISOR:
                    filter = filter with { Divisor = attributes.ReadU32() };
                    break;
                case TCA_U32_MARK:
                    TcU32Mark mark = attributes.ReadFixed<TcU32Mark>();
                    filter = filter with { Mark = new(mark.val, mark.mask) };
                    break;
                case TCA_U32_ACT:
                    filter = filter with { Actions = TcActions.Decode(attributes, context) };
                    break;
                case TCA_U32_FLAGS:
                    filter = WithFlags(filter, attributes.ReadU32());
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.U32);
                    break;
            }
        }
        return isOwn && filter.Divisor is not null ? null : filter;
    }

    private static U32 WithSelector(U32 filter, scoped in AttributeReader selector)
    {
        TcU32Sel sel = selector.ReadFixed<TcU32Sel>();
        ReadOnlySpan<TcU32Key> keys = MemoryMarshal.Cast<byte, TcU32Key>(selector.Payload[Unsafe.SizeOf<TcU32Sel>()..]);
        List<U32Key> matches = [];
        for (int i = 0; i < Math.Min(sel.nkeys, keys.Length); i++)
        {
            matches.Add(new(BinaryPrimitives.ReverseEndianness(keys[i].val), BinaryPrimitives.ReverseEndianness(keys[i].mask), keys[i].off, keys[i].offmask != 0));
        }
        bool eats = (sel.flags & TC_U32_EAT) != 0;
        ushort mask = (sel.flags & TC_U32_VAROFFSET) != 0 ? BinaryPrimitives.ReverseEndianness(sel.offmask) : (ushort)0;
        return filter with
        {
            Matches = matches.ToValueList(),
            Offset = eats || sel.off != 0 || mask != 0 ? new(sel.off, sel.offoff, mask, sel.offshift, eats) : null,
            HashKey = sel.hmask != 0 ? new(BinaryPrimitives.ReverseEndianness(sel.hmask), sel.hoff) : null,
        };
    }

    protected override void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter)
    {
        U32 u32 = (U32)filter;
        if (u32.Divisor is { } divisor)
        {
            writer.WriteU32(TCA_U32_DIVISOR, divisor);
            WriteFlags(writer, filter);
            return;
        }
        writer.WriteU32IfSet(TCA_U32_CLASSID, u32.ClassId);
        writer.WriteU32IfSet(TCA_U32_LINK, u32.Link);
        writer.WriteU32IfSet(TCA_U32_HASH, u32.Table);
        WriteSelector(writer, u32);
        if (u32.Mark is { } mark)
        {
            writer.WriteStruct(TCA_U32_MARK, new TcU32Mark { val = mark.Value, mask = mark.Mask });
        }
        TcActions.Encode(builder, TCA_U32_ACT, u32.Actions);
        WriteFlags(writer, filter);
    }

    private static void WriteFlags(NetlinkMessageWriter writer, Filter filter)
    {
        if (FlagsOf(filter) is var flags and not 0)
        {
            writer.WriteU32(TCA_U32_FLAGS, flags);
        }
    }

    private static void WriteSelector(NetlinkMessageWriter writer, U32 filter)
    {
        ValueList<U32Key> matches = filter.Matches ?? [];
        int flags = filter.Link is null ? TC_U32_TERMINAL : 0;
        if (filter.Offset is { } going)
        {
            flags |= (going.Plus != 0 ? TC_U32_OFFSET : 0) | (going.Mask != 0 ? TC_U32_VAROFFSET : 0) | (going.Eats ? TC_U32_EAT : 0);
        }
        TcU32Sel sel = new()
        {
            flags = (byte)flags,
            nkeys = (byte)matches.Count,
            off = filter.Offset?.Plus ?? 0,
            offoff = filter.Offset?.At ?? 0,
            offmask = BinaryPrimitives.ReverseEndianness(filter.Offset?.Mask ?? 0),
            offshift = filter.Offset?.Shift ?? 0,
            hmask = BinaryPrimitives.ReverseEndianness(filter.HashKey?.Mask ?? 0),
            hoff = (short)(filter.HashKey?.At ?? 0),
        };
        byte[] bytes = new byte[Unsafe.SizeOf<TcU32Sel>() + matches.Count * Unsafe.SizeOf<TcU32Key>()];
        MemoryMarshal.Write(bytes, in sel);
        Span<TcU32Key> keys = MemoryMarshal.Cast<byte, TcU32Key>(bytes.AsSpan(Unsafe.SizeOf<TcU32Sel>()));
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new()
            {
                mask = BinaryPrimitives.ReverseEndianness(matches[i].Mask),
                val = BinaryPrimitives.ReverseEndianness(matches[i].Value),
                off = matches[i].Offset,
                offmask = matches[i].BehindHeader ? -1 : 0,
            };
        }
        writer.Write(TCA_U32_SEL, bytes);
    }

    protected override uint HandleOf(Filter filter) => filter.Handle switch
    {
        null => NodeDefault,
        >= U32.OwnTables and var known => known & 0xFFF,
        var asked => asked.Value,
    };

    /// <summary>Only the kernel's own number finds a filter in a priority's table; without it the request finds none.</summary>
    protected override uint HandleOfKnown(Filter filter) => filter.Handle is { } handle && handle >> 20 != 0 ? handle : TC_U32_ROOT | HandleOf(filter);
}
