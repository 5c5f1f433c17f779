using RelayPlane.Sandbox.Reading;

namespace RelayPlane.Sandbox.Writing;

/// <summary>Puts an answer in the words of one endpoint.</summary>
internal abstract class Speaker
{
    /// <summary>The media type of its streams.</summary>
    public virtual string StreamType(Ask ask) => "text/event-stream; charset=utf-8";

    /// <summary>The whole answer as one JSON body.</summary>
    public abstract void Whole(FrameWriter frame, Ask ask, Answer answer);

    /// <summary>The answer event by event: each step writes one event and returns the tokens in it.</summary>
    public abstract IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer);

    /// <summary>The error event that ends a stream in which so many events were sent.</summary>
    public abstract void Failure(FrameWriter frame, Answer answer, int sent);
}
