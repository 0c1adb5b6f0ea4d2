namespace Wire.Testing.Simulation;

/// <summary>What goes wrong with one request.</summary>
public abstract record Fault
{
    /// <summary>Before the request is looked at.</summary>
    internal virtual void Before()
    {
    }

    /// <summary>Instead of carrying it out.</summary>
    internal virtual void Refuse()
    {
    }

    /// <summary>After it was carried out and acknowledged.</summary>
    internal virtual void After()
    {
    }
}

/// <summary>The kernel says no.</summary>
public sealed record RefusalFault(Errno Errno, string? Text = null) : Fault
{
    internal override void Refuse() => throw new RefusedException(Errno, Text);
}

/// <summary>The program dies: nothing of the request, or all of it, was done, and nobody hears of it.</summary>
public sealed record KillFault(bool Done) : Fault
{
    internal override void Before()
    {
        if (!Done)
        {
            throw new KilledException();
        }
    }

    internal override void After()
    {
        if (Done)
        {
            throw new KilledException();
        }
    }
}

/// <summary>The kernel takes its time, holding the lock that all requests need (RTNL).</summary>
public sealed record DelayFault(TimeSpan Time) : Fault
{
    internal override void Before() => Thread.Sleep(Time);
}

/// <summary>Something happens in between, for example another program is faster.</summary>
public sealed record InterferenceFault(Action Act) : Fault
{
    internal override void Before() => Act();
}

/// <summary>Stands for a process that is gone: thrown out of Send at the point of a <see cref="KillFault"/>. No program catches it.</summary>
public sealed class KilledException() : Exception("this is the point where the test kills the program");
