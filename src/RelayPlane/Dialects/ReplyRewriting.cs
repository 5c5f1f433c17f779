namespace RelayPlane.Dialects;

/// <summary>Changes a reply's bytes on their way to the client. One for each reply.</summary>
internal abstract class ReplyRewriting
{
    /// <summary>Whether what leaves is another format than what comes: then what comes need not end where what leaves does, and the rewriting itself says how the reply ended.</summary>
    public virtual bool Translates => false;

    /// <returns>What goes to the client after this piece came. It lives until the next call.</returns>
    public abstract ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> piece);

    /// <summary>The body has ended.</summary>
    /// <returns>What goes to the client at last.</returns>
    /// <exception cref="InvalidDataException">The reply is not what it should be.</exception>
    public abstract ReadOnlyMemory<byte> End();

    /// <summary>The reply broke off within.</summary>
    /// <param name="why">As a sentence.</param>
    /// <returns>How that is said in the client's format; only asked for where it translates.</returns>
    public virtual ReadOnlyMemory<byte> Break(string why) => default;
}
