namespace Wire.Journal.Writing;

/// <summary>Batches that share one write and one sync.</summary>
internal sealed class CommitGroup
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The frames, one buffer a segment: more than one only where the journal rolls.</summary>
    public List<FrameBuffer> Buffers { get; } = [];

    /// <summary>Encoded bytes of all frames.</summary>
    public long Bytes { get; set; }

    /// <summary>The last position in it.</summary>
    public long LastPosition { get; set; }

    public bool IsEmpty => Buffers.Count == 0;

    /// <summary>Ends when the group is on the disk, or fails as the disk did.</summary>
    public Task Committed => _committed.Task;

    public void Succeed() => _committed.SetResult();

    public void Fail(Exception error)
    {
        _committed.TrySetException(error);
        _ = _committed.Task.Exception; // observed: nobody has to wait for observations
    }
}
