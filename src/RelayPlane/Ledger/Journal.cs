using System.Globalization;

namespace RelayPlane.Ledger;

/// <summary>
/// Where a call stands from before its client can know that it has ended until the database has it: files in the home that are only appended to. What was
/// written to them survives the process, though not a power cut: nothing waits for the disk.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const long UsualSegment = 4 << 20;

    private readonly string _folder;
    private readonly Action<string> _notice;
    private readonly long _segmentSize;
    private readonly Lock _lock = new();
    private readonly List<JournalSegment> _sealed = [];
    private JournalSegment? _current;
    private int _lastNumber;
    private long _failures;
    private bool _told;
    private bool _closed;

    /// <param name="folder">The home.</param>
    /// <param name="notice">Told once, in a sentence for a person, when the journal cannot be written.</param>
    /// <param name="segmentSize">Bytes after which another file is begun.</param>
    public Journal(string folder, Action<string>? notice = null, long segmentSize = UsualSegment)
    {
        (_folder, _notice, _segmentSize) = (folder, notice ?? (_ => { }), segmentSize);
        Adopt();
    }

    /// <summary>Calls that could not be written here.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Whatever goes wrong here is the journal's trouble and never the call's.</summary>
    /// <returns>Where the entry stands; null if it could not be written.</returns>
    public JournalSegment? Append(CallEntry entry)
    {
        try
        {
            return Append(JournalRecord.Write(entry));
        }
        catch (Exception failure)
        {
            Fail(failure);
            return null;
        }
    }

    private JournalSegment? Append(ReadOnlySpan<byte> record)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return null;
            }

            if (_current?.Length >= _segmentSize)
            {
                SealCurrent();
            }

            try
            {
                _current ??= Begin();
                _current.Append(record);
            }
            catch (Exception) when (_current is { Length: > 0 })
            {
                // A file may fail for good, by a bound on its size (which is no IOException) or a device that is gone, where a new one does not.
                SealCurrent();
                _current = Begin();
                _current.Append(record);
            }

            return _current;
        }
    }

    /// <summary>Of the files with calls that have to be read from them, the oldest; null where there is none.</summary>
    public JournalSegment? NextOwing()
    {
        lock (_lock)
        {
            if (_current is { Owes: true })
            {
                SealCurrent();
            }

            return _sealed.Find(segment => segment.Owes);
        }
    }

    /// <summary>Deletes the files that nobody needs any more.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            for (var at = _sealed.Count - 1; at >= 0; at--)
            {
                if (_sealed[at].IsDone)
                {
                    Drop(_sealed[at]);
                    _sealed.RemoveAt(at);
                }
            }
        }
    }

    /// <summary>What the database has is deleted; the rest stays for the next start.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            SealCurrent();
            Sweep();
            _sealed.ForEach(segment => segment.Dispose());
            _sealed.Clear();
        }
    }

    /// <summary>Takes over what earlier processes left. A file that cannot be opened belongs to one that is alive.</summary>
    private void Adopt()
    {
        foreach (var path in Files())
        {
            _lastNumber = Math.Max(_lastNumber, NumberOf(path));
            try
            {
                _sealed.Add(JournalSegment.Reopen(path));
            }
            catch (IOException)
            {
                // Locked by its writer.
            }
            catch (UnauthorizedAccessException barred)
            {
                _notice($"{path} holds calls of an earlier run and cannot be read: {barred.Message}");
            }
        }
    }

    private string[] Files()
    {
        try
        {
            return [.. Directory.GetFiles(_folder, "journal-*.log").OrderBy(NumberOf)];
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan())["journal-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private JournalSegment Begin()
    {
        while (true)
        {
            var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"journal-{++_lastNumber:000000}.log"));

            // Another process may have come to the same number.
            if (!File.Exists(path))
            {
                return JournalSegment.Create(path);
            }
        }
    }

    private void SealCurrent()
    {
        if (_current is not null)
        {
            _current.Seal();
            _sealed.Add(_current);
            _current = null;
        }
    }

    private void Fail(Exception failure)
    {
        _ = Interlocked.Increment(ref _failures);
        if (!Interlocked.Exchange(ref _told, true))
        {
            _notice($"The journal of calls in {_folder} cannot be written ({failure.Message}). Calls go on; what finishes just before a crash may be missing from the ledger.");
        }
    }

    private static void Drop(JournalSegment segment)
    {
        try
        {
            segment.Delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start reads it again, and finds every call in the database.
            segment.Dispose();
        }
    }
}
