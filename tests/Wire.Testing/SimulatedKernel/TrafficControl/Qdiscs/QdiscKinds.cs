namespace Wire.Testing.Simulation;

/// <summary>The registration of the kinds of qdiscs.</summary>
internal static class QdiscKinds
{
    public static Qdisc? Make(string? kind, SimulatedLink link) => kind switch
    {
        "pfifo" => new FifoQdisc(link, inBytes: false),
        "bfifo" => new FifoQdisc(link, inBytes: true),
        "prio" => new PrioQdisc(link),
        "tbf" => new TbfQdisc(link),
        "netem" => new NetemQdisc(link),
        "htb" => new HtbQdisc(link),
        "fq_codel" => new FqCodelQdisc(link),
        "fq" => new FqQdisc(link),
        "cake" => new CakeQdisc(link),
        "ingress" => new IngressQdisc(link),
        "clsact" => new ClsactQdisc(link),
        _ => null,
    };
}
