using System.Buffers;

namespace RelayPlane.Ledger;

/// <summary>One file of the journal. It is deleted once the database has every call in it. While it is open nobody else can open it, so that no other process takes it for left behind.</summary>
internal sealed class JournalSegment : IDisposable
{
    private readonly FileStream _file;
    private int _open;
    private int _owed;
    private int _sealed;

    private JournalSegment(FileStream file) => _file = file;

    /// <summary>Bytes of whole records.</summary>
    public long Length { get; private set; }

    /// <summary>Whether an earlier process wrote it, and nothing of it was looked at yet.</summary>
    public bool IsLeftBehind { get; private init; }

    /// <summary>Whether calls in it left memory before the database had them: they have to be read from here.</summary>
    public bool Owes => Volatile.Read(ref _owed) > 0;

    /// <summary>Whether nobody needs it any more.</summary>
    public bool IsDone => Volatile.Read(ref _sealed) == 1 && Volatile.Read(ref _open) == 0 && !Owes;

    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public static JournalSegment Create(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new JournalSegment(new FileStream(path, options));
    }

    /// <summary>One that an earlier process left.</summary>
    /// <exception cref="IOException">A process that is alive writes it.</exception>
    public static JournalSegment Reopen(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        return new JournalSegment(file) { IsLeftBehind = true, Length = file.Length, _owed = 1, _sealed = 1 };
    }

    /// <summary>Adds a record, by one write to the file. One that fails is overwritten by the next.</summary>
    public void Append(ReadOnlySpan<byte> record)
    {
        RandomAccess.Write(_file.SafeFileHandle, record, Length);
        Length += record.Length;
        _ = Interlocked.Increment(ref _open);
    }

    /// <summary>Takes no more records.</summary>
    public void Seal() => Volatile.Write(ref _sealed, 1);

    /// <summary>The database has one of its calls, or never will.</summary>
    public void Settle() => Interlocked.Decrement(ref _open);

    /// <summary>One of its calls is in no memory any more.</summary>
    public void Owe()
    {
        _ = Interlocked.Increment(ref _owed);
        _ = Interlocked.Decrement(ref _open);
    }

    /// <summary>The database has so many of what was owed.</summary>
    public void Repay(int calls) => Interlocked.Add(ref _owed, -calls);

    /// <summary>How many calls are owed.</summary>
    public int Owed => Volatile.Read(ref _owed);

    /// <summary>All calls in it, as far as it can be read.</summary>
    public List<CallEntry> Read()
    {
        var length = (int)Math.Min(Length, Array.MaxLength);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var read = 0;
        try
        {
            for (int came; read < length && (came = RandomAccess.Read(_file.SafeFileHandle, bytes.AsSpan(read, length - read), read)) > 0; read += came)
            {
            }

            return JournalRecord.ReadAll(bytes.AsSpan(0, read));
        }
        catch (IOException)
        {
            // A disk that fails: what came before is saved.
            return JournalRecord.ReadAll(bytes.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public void Delete()
    {
        // First, while the lock still keeps others from it.
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_file.Name);
        }

        Dispose();
        if (OperatingSystem.IsWindows())
        {
            File.Delete(_file.Name);
        }
    }

    public void Dispose() => _file.Dispose();
}
