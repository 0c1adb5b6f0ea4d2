namespace Wire.Kernel;

/// <summary>A file that programs for BPF cannot be loaded from.</summary>
/// <param name="file">Its path.</param>
/// <param name="what">What is wrong with it.</param>
public sealed class BpfFileException(string file, string what) : NetlinkException(Kernel.Errno.EINVAL, $"load '{file}'")
{
    public override string Message => $"'{file}' {what}";
}
