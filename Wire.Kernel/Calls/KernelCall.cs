namespace Wire.Kernel;

/// <summary>
/// A change of the kernel that is no netlink message: an ioctl(2), a write to /proc/sys, a mount. It runs on a thread that is in
/// the namespace of its request, and either carries all of itself out or throws.
/// </summary>
public abstract record KernelCall
{
    /// <exception cref="NetlinkException">The kernel refused; then nothing has changed.</exception>
    internal abstract void CarryOut();
}

/// <summary>A question to the kernel that is no netlink message. It runs on a thread that is in the namespace asked about.</summary>
/// <typeparam name="T">The answer.</typeparam>
public abstract record KernelQuery<T>
{
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    internal abstract T Answer();
}
