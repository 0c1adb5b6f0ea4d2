using System.Runtime.ExceptionServices;

namespace Wire.Kernel;

/// <summary>
/// Runs a piece of work inside a network namespace. The namespace belongs to a thread, so it gets a thread of its own that
/// ends with the work: no thread of the pool is ever left in the wrong one.
/// </summary>
internal static class NetnsThread
{
    internal const int StackBytes = 256 * 1024;

    /// <param name="netns">Its name; null runs the work where the process is.</param>
    public static T Run<T>(string? netns, Func<T> work)
    {
        if (netns is null)
        {
            return work();
        }
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                using RealNetns target = RealNetns.Open(netns);
                target.Enter(netns);
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, StackBytes) { IsBackground = true, Name = $"netns {netns}" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
