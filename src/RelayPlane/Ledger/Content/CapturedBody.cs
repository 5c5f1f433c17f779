namespace RelayPlane.Ledger.Content;

/// <summary>The beginning of a body, copied as it goes by. An upload may outlive its call, so what comes after the end is not taken any more.</summary>
internal sealed class CapturedBody(ContentRoom room) : IDisposable
{
    /// <summary>Of a body that are kept.</summary>
    public const int Most = 1024 * 1024;

    private const int FirstGuess = 4096;

    private readonly Lock _writing = new();
    private byte[] _bytes = [];
    private int _length;
    private bool _ended;

    /// <summary>Whether there was more than is kept.</summary>
    public bool Cut { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public void Write(ReadOnlySpan<byte> piece)
    {
        lock (_writing)
        {
            if (_ended || Cut)
            {
                return;
            }

            var fits = Math.Min(piece.Length, Most - _length);
            Cut = fits < piece.Length || !Reaches(_length + fits);
            fits = Math.Min(fits, _bytes.Length - _length);
            piece[..fits].CopyTo(_bytes.AsSpan(_length));
            _length += fits;
        }
    }

    /// <summary>Nothing comes after this.</summary>
    public void End()
    {
        lock (_writing)
        {
            _ended = true;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _ended = true;
            room.GiveBack(_bytes.Length);
            (_bytes, _length) = ([], 0);
        }
    }

    private bool Reaches(int length)
    {
        if (length <= _bytes.Length)
        {
            return true;
        }

        var size = Math.Min(Most, Math.Max(Math.Max(length, FirstGuess), _bytes.Length * 2));
        if (!room.TryTake(size - _bytes.Length))
        {
            return false;
        }

        Array.Resize(ref _bytes, size);
        return true;
    }
}
