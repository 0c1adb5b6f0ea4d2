using Wire.Domain;

namespace Wire.Kernel;

/// <summary>How the operations on one kind of resource are asked of the kernel.</summary>
internal abstract class ResourceCodec
{
    public abstract ResourceKind Kind { get; }

    public abstract void EncodeCreate(RequestBuilder builder, Operation operation);

    /// <summary>Sets <see cref="Operation.Attributes"/> to what they are in <see cref="Operation.After"/>.</summary>
    public abstract void EncodeChange(RequestBuilder builder, Operation operation);

    public abstract void EncodeDelete(RequestBuilder builder, Operation operation);

    /// <summary>Whether a deletion refused with this error means that there is nothing to delete any more.</summary>
    public abstract bool MeansGone(int errno);
}
