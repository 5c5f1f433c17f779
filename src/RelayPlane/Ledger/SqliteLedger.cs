using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>
/// Writes calls to <c>data.db</c> behind the request path. <see cref="Record"/> is one write to a bounded channel; a single task gathers what
/// comes within a moment and writes it in one transaction. Trouble with the database fails no call: entries are held up to the bound, the
/// journal has those beyond it, and what neither could take is counted as lost.
/// </summary>
internal sealed class SqliteLedger : ILedger, IAsyncDisposable
{
    private const int Capacity = 32_768;

    private const int BatchSize = 4096;

    /// <summary>Long enough to share a transaction among many calls, short enough that a finished call is readable within a second.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    /// <summary>How often an idle ledger looks for what is too old by now.</summary>
    private static readonly TimeSpan BetweenTrims = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    /// <summary>How often the last batches are tried when the process ends, <see cref="FirstRetry"/> apart.</summary>
    private const int ClosingTries = 12;

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly Action<string> _notice;
    private readonly Journal? _journal;
    private readonly JournalReplay? _replay;
    private readonly LedgerTrouble _trouble;
    private readonly Channel<Recorded> _channel;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _writing;
    private readonly List<Recorded> _batch = new(BatchSize);
    private EntryWriter? _writer;
    private int _closingTries = ClosingTries;
    private long _recorded;
    private long _written;
    private long _lost;

    /// <param name="path">The database file; its folder exists.</param>
    /// <param name="clock">For the moments between writes.</param>
    /// <param name="notice">Told, in a sentence for a person, when a database was set aside or imported, or fails for a while.</param>
    /// <param name="capacity">Entries held in memory while the database cannot take them, besides the batch in hand.</param>
    /// <param name="journal">Where calls stand until the database has them; closed with this ledger. Null for a ledger that a kill may take a moment from.</param>
    public SqliteLedger(
        string path, TimeProvider clock, Action<string>? notice = null, int capacity = Capacity, Journal? journal = null)
    {
        _path = path;
        _clock = clock;
        _notice = notice ?? (_ => { });
        _journal = journal;
        _replay = journal is null ? null : new JournalReplay(journal);
        _trouble = new LedgerTrouble(_notice);
        _channel = Channel.CreateBounded<Recorded>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>What is kept; asked whenever there is time to delete the rest.</summary>
    public Func<Keeping> Keeping { get; set; } = () => Ledger.Keeping.Everything;

    public LedgerHealth Health
    {
        get
        {
            long written = Interlocked.Read(ref _written);
            long lost = Interlocked.Read(ref _lost);
            return new(written, Math.Max(0, Interlocked.Read(ref _recorded) - written - lost), lost, _trouble.Last)
            {
                JournalFailures = _journal?.Failures ?? 0,
                Recovered = _replay?.Recovered ?? 0,
            };
        }
    }

    /// <summary>Done when the database is open and has what an earlier process left in the journal, or when that failed at first.</summary>
    public Task Opened => _opened.Task;

    public JournalSegment? Keep(CallEntry entry) => _journal?.Append(entry);

    /// <summary>What was not kept before its end is kept now: the database has it only a moment later.</summary>
    public void Record(CallEntry entry, JournalSegment? kept = null)
    {
        _ = Interlocked.Increment(ref _recorded);
        kept ??= Keep(entry);
        if (_channel.Writer.TryWrite(new Recorded(entry, kept)))
        {
            return;
        }

        // No room in memory: it is read from the journal when the database can be written.
        if (kept is not null)
        {
            kept.Owe();
        }
        else
        {
            Lose(1);
        }
    }

    /// <summary>Writes what is held, if the database takes it within a few seconds, and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_channel.Writer.TryComplete())
        {
            await _closing.CancelAsync();
        }

        await _writing;
        _journal?.Dispose();
        _closing.Dispose();
    }

    private async Task WriteAllAsync()
    {
        await KeepTryingAsync();
        while (await WaitAsync())
        {
            await PauseAsync(Gather);
            while (Take())
            {
                await KeepTryingAsync();
            }
        }

        Close();
    }

    /// <summary>Deletes what is not kept while nothing comes; says whether something came, or the channel ended.</summary>
    private async Task<bool> WaitAsync()
    {
        Task<bool> ready = _channel.Reader.WaitToReadAsync().AsTask();
        while (!ready.IsCompleted)
        {
            if (!TryTrim())
            {
                _ = await Task.WhenAny(ready, PauseAsync(BetweenTrims));
            }
        }

        return await ready;
    }

    /// <summary>Says whether there may be more to delete. Trouble is left for the next write to find.</summary>
    private bool TryTrim()
    {
        try
        {
            return _writer?.Trim(Keeping(), _clock.GetUtcNow()) > 0;
        }
        catch (SqliteException failure)
        {
            _trouble.Failed(failure.Message);
            return false;
        }
    }

    private bool Take()
    {
        while (_batch.Count < BatchSize && _channel.Reader.TryRead(out Recorded entry))
        {
            _batch.Add(entry);
        }

        return _batch.Count > 0;
    }

    /// <summary>Opens the database where it is not open, and writes the batch in hand; comes back when both are done or, closing, given up.</summary>
    private async Task KeepTryingAsync()
    {
        TimeSpan pause = FirstRetry;
        while (!TryWrite())
        {
            _ = _opened.TrySetResult();
            if (_closing.IsCancellationRequested && --_closingTries <= 0)
            {
                // What stands in the journal is there for the next start.
                Lose(_batch.Count(call => call.Kept is null));
                break;
            }

            await (_closing.IsCancellationRequested ? Task.Delay(FirstRetry, _clock, CancellationToken.None) : PauseAsync(pause));
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestRetry.Ticks));
        }

        _batch.Clear();
        _ = _opened.TrySetResult();
    }

    private bool TryWrite()
    {
        try
        {
            CloseIfFileIsGone();
            _writer ??= Open();
            if (_batch.Count > 0)
            {
                _ = _writer.Write(_batch.Select(call => call.Entry));
                _ = Interlocked.Add(ref _written, _batch.Count);
                _batch.ForEach(call => call.Kept?.Settle());
                _batch.Clear();
                _journal?.Sweep();
            }

            Replay(_writer);
            _trouble.Passed();
            return true;
        }
        catch (Exception failure)
        {
            _trouble.Failed(failure.Message);
            return Handle(failure);
        }
    }

    /// <summary>Once memory holds little, the journal's part has its turn.</summary>
    private void Replay(EntryWriter writer)
    {
        while (_replay is not null && _channel.Reader.Count < BatchSize && _replay.WriteNext(writer, out int written))
        {
            _ = Interlocked.Add(ref _written, written);
        }
    }

    /// <summary>Says whether the batch is dealt with.</summary>
    private bool Handle(Exception failure)
    {
        switch (SqliteFailure.Remedy(failure))
        {
            case Remedy.Skip when _writer is not null:
                return WriteOneByOne(_writer);
            case Remedy.Replace:
                Replace(failure);
                return false;
            case Remedy.Reopen:
                Close();
                return false;
            default:
                return false;
        }
    }

    /// <summary>One entry of the batch cannot be written: the others are.</summary>
    private bool WriteOneByOne(EntryWriter writer)
    {
        while (_batch.Count > 0)
        {
            try
            {
                _ = writer.Write([_batch[^1].Entry]);
                _ = Interlocked.Increment(ref _written);
            }
            catch (Exception failure)
            {
                _trouble.Failed(failure.Message);
                if (SqliteFailure.Remedy(failure) != Remedy.Skip)
                {
                    return false;
                }

                Lose(1);
            }

            _batch[^1].Kept?.Settle();
            _batch.RemoveAt(_batch.Count - 1);
        }

        return true;
    }

    /// <summary>A file that somebody moved or deleted would go on taking rows that nobody can read.</summary>
    private void CloseIfFileIsGone()
    {
        if (_writer is not null && !File.Exists(_path))
        {
            Close();
        }
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private EntryWriter Open()
    {
        if (LedgerFile.IsNodeDatabase(_path))
        {
            _ = LedgerFile.SetAside(_path, NodeImport.Why, _clock.GetUtcNow(), "yyyyMMdd");
        }

        SqliteConnection connection = LedgerFile.OpenForWriting(_path);
        EntryWriter writer = new(connection);
        try
        {
            NodeImport.ImportPending(_path, connection, writer, _clock.GetUtcNow(), _notice);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private void Replace(Exception failure)
    {
        Close();
        _trouble.SetAside(_path, failure, _clock.GetUtcNow());
    }

    private void Lose(long entries) => Interlocked.Add(ref _lost, entries);

    private async Task PauseAsync(TimeSpan duration) =>
        await Task.Delay(duration, _clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
