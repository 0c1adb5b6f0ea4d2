using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_BR_*: times are clock ticks of USER_HZ, a hundredth of a second (net/bridge/br_netlink.c).</summary>
internal sealed class BridgeCodec() : LinkCodec(Bridge.TheKind, "bridge")
{
    private const uint TicksPerSecond = 100;

    public override string KernelOption => "CONFIG_BRIDGE";

    public override Link Decode(scoped in LinkData data)
    {
        bool? stp = null;
        uint? priority = null, forwardDelay = null, helloTime = null, maxAge = null, ageing = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BR_STP_STATE:
                    stp = attributes.ReadU32() != 0;
                    break;
                case IFLA_BR_PRIORITY:
                    priority = attributes.ReadU16();
                    break;
                case IFLA_BR_FORWARD_DELAY:
                    forwardDelay = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_HELLO_TIME:
                    helloTime = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_MAX_AGE:
                    maxAge = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_AGEING_TIME:
                    ageing = Seconds(attributes.ReadU32());
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.BridgeData);
                    break;
            }
        }
        return new Bridge { Stp = stp, Priority = priority, ForwardDelay = forwardDelay, HelloTime = helloTime, MaxAge = maxAge, Ageing = ageing };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Bridge bridge = (Bridge)link;
        WriteTime(writer, IFLA_BR_FORWARD_DELAY, bridge.ForwardDelay);
        WriteTime(writer, IFLA_BR_HELLO_TIME, bridge.HelloTime);
        WriteTime(writer, IFLA_BR_MAX_AGE, bridge.MaxAge);
        WriteTime(writer, IFLA_BR_AGEING_TIME, bridge.Ageing);
        if (bridge.Stp is { } stp)
        {
            writer.WriteU32(IFLA_BR_STP_STATE, stp ? 1u : 0u);
        }
        if (bridge.Priority is { } priority)
        {
            writer.WriteU16(IFLA_BR_PRIORITY, (ushort)priority);
        }
    }

    private static void WriteTime(NetlinkMessageWriter writer, ushort type, uint? seconds)
    {
        if (seconds is { } value)
        {
            writer.WriteU32(type, value * TicksPerSecond);
        }
    }

    /// <summary>The nearest second: other programs may have set hundredths.</summary>
    private static uint Seconds(uint ticks) => (ticks + TicksPerSecond / 2) / TicksPerSecond;
}
