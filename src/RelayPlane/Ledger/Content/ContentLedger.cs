using System.Threading.Channels;

namespace RelayPlane.Ledger.Content;

/// <summary>
/// Writes what was sent and answered to <c>content.db</c> behind the request path, where a config wants it kept. Content is worth less than calls: there
/// is no journal, a kill takes the last moment of it, and what finds no room in memory is dropped and counted. No file is made before the first call.
/// </summary>
internal sealed class ContentLedger : IAsyncDisposable
{
    private const int Capacity = 2048;

    private const int BatchSize = 64;

    /// <summary>Deletes more than a batch writes, so that a bound on the size holds under load too.</summary>
    private const int TrimsABatch = 8;

    private const int ClosingTries = 4;

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    /// <summary>How often it is asked which calls the ledger has deleted.</summary>
    private static readonly TimeSpan BetweenTrims = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly string _ledgerPath;
    private readonly TimeProvider _clock;
    private readonly LedgerTrouble _trouble;
    private readonly Channel<CapturedCall> _channel;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _writing;
    private readonly List<CapturedCall> _batch = new(BatchSize);
    private ContentWriter? _writer;
    private int _closingTries = ClosingTries;
    private long? _deletedBeforeMs;
    private long _written;
    private long _lost;

    /// <param name="path">The database file; its folder exists.</param>
    /// <param name="ledgerPath">The ledger's, whose deleted calls lose their content.</param>
    /// <param name="notice">Told, in a sentence for a person, when the database was set aside or fails for a while.</param>
    /// <param name="room">In bytes, for what is captured and not written yet.</param>
    public ContentLedger(string path, string ledgerPath, TimeProvider clock, Action<string>? notice = null, long? room = null)
    {
        (_path, _ledgerPath, _clock) = (path, ledgerPath, clock);
        _trouble = new LedgerTrouble(notice ?? (_ => { }), "The database of what was sent and answered, content.db,", "Calls go on; their content is held back while there is memory for it, and dropped beyond that.");
        _channel = Channel.CreateBounded<CapturedCall>(new BoundedChannelOptions(Capacity) { SingleReader = true });
        Room = new ContentRoom(room ?? ContentRoom.Usual);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>What is kept; asked after each batch, and while idle.</summary>
    public Func<Keeping> Keeping { get; set; } = () => Ledger.Keeping.Everything;

    /// <summary>What captures take their memory from.</summary>
    public ContentRoom Room { get; }

    public ContentHealth Health => new(Interlocked.Read(ref _written), Interlocked.Read(ref _lost), _trouble.Last);

    /// <summary>Takes what was captured, without waiting; it is this ledger's from here on.</summary>
    public void Keep(CapturedCall call)
    {
        if (!_channel.Writer.TryWrite(call))
        {
            Lose(call);
        }
    }

    /// <summary>Writes what is held, if the database takes it within a second, and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_channel.Writer.TryComplete())
        {
            await _closing.CancelAsync();
        }

        await _writing;
        _closing.Dispose();
    }

    private async Task WriteAllAsync()
    {
        while (await WaitAsync())
        {
            await PauseAsync(Gather);
            while (Take())
            {
                await KeepTryingAsync();
                for (var trims = 0; trims < TrimsABatch && TryTrim(); trims++)
                {
                }
            }
        }

        Close();
    }

    private async Task<bool> WaitAsync()
    {
        var ready = _channel.Reader.WaitToReadAsync().AsTask();
        while (!ready.IsCompleted)
        {
            LookWhatWasDeleted();
            while (TryTrim() && !ready.IsCompleted)
            {
            }

            _ = await Task.WhenAny(ready, PauseAsync(BetweenTrims));
        }

        return await ready;
    }

    private bool Take()
    {
        while (_batch.Count < BatchSize && _channel.Reader.TryRead(out var call))
        {
            _batch.Add(call);
        }

        return _batch.Count > 0;
    }

    private async Task KeepTryingAsync()
    {
        for (var pause = FirstRetry; !TryWrite(); pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestRetry.Ticks)))
        {
            if (_closing.IsCancellationRequested && --_closingTries <= 0)
            {
                _batch.ForEach(Lose);
                break;
            }

            await (_closing.IsCancellationRequested ? Task.Delay(FirstRetry, _clock, CancellationToken.None) : PauseAsync(pause));
        }

        _batch.Clear();
    }

    private bool TryWrite()
    {
        try
        {
            if (_writer is not null && !File.Exists(_path))
            {
                Close();
            }

            _writer ??= new ContentWriter(ContentFile.OpenForWriting(_path));
            _writer.Write(_batch.Select(Cleaning.Of));
            _ = Interlocked.Add(ref _written, _batch.Count);
            _batch.ForEach(call => call.Dispose());
            _trouble.Passed();
            return true;
        }
        catch (Exception failure)
        {
            _trouble.Failed(failure.Message);
            switch (SqliteFailure.Remedy(failure))
            {
                case Remedy.Skip:
                    _batch.ForEach(Lose);
                    return true;
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
    }

    /// <summary>Deletes a batch of what is not kept, also where an earlier config kept it. Says whether there may be more.</summary>
    private bool TryTrim()
    {
        try
        {
            if (!File.Exists(_path))
            {
                return false;
            }

            _writer ??= new ContentWriter(ContentFile.OpenForWriting(_path));
            return _writer.Trim(Keeping(), _deletedBeforeMs, _clock.GetUtcNow()) > 0;
        }
        catch (Exception failure)
        {
            _trouble.Failed(failure.Message);
            return false;
        }
    }

    private void LookWhatWasDeleted()
    {
        try
        {
            _deletedBeforeMs = File.Exists(_path) ? Retention.DeletedBefore(_ledgerPath) : null;
        }
        catch (Exception)
        {
            // Of trouble with the ledger its own writer tells; what was deleted is seen the next time.
        }
    }

    private void Replace(Exception failure)
    {
        Close();
        _trouble.SetAside(_path, failure, _clock.GetUtcNow());
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private void Lose(CapturedCall call)
    {
        call.Dispose();
        _ = Interlocked.Increment(ref _lost);
    }

    private async Task PauseAsync(TimeSpan duration) =>
        await Task.Delay(duration, _clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

/// <summary>How the keeping of content stands.</summary>
/// <param name="Lost">Calls whose content found no room, or could not be written.</param>
/// <param name="LastError">What is wrong with the database; null while nothing is.</param>
internal sealed record ContentHealth(long Written, long Lost, string? LastError);
