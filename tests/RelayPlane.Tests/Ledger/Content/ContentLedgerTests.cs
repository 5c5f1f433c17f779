using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Content;

public sealed class ContentLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.Home.ContentPath;

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        await WriteAsync(TimeProvider.System.GetUtcNow());

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    [Fact]
    public async Task A_locked_database_is_written_once_it_is_free()
    {
        await WriteAsync(Entries.Noon);
        await using var content = Open();
        using (var other = LedgerFixture.Open(Path))
        using (var locked = other.BeginTransaction())
        {
            content.Keep(Captures.Of(content.Room, "held"));
            await UntilAsync(() => content.Health.LastError is not null);
            Assert.Null(new ContentReader(Path).Find("held"));
        }

        await UntilAsync(() => new ContentReader(Path).Find("held") is not null);
        Assert.Null(content.Health.LastError);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_costs_its_content_and_no_memory_beyond_the_bound()
    {
        Directory.CreateDirectory(Path);
        var content = Open(room: 100_000);
        for (var call = 0; call < 100; call++)
        {
            content.Keep(Captures.Of(content.Room, $"{call}", reply: new string('a', 10_000)));
        }

        Assert.InRange(content.Room.Held, 1, 100_000);
        await content.DisposeAsync();
        Assert.Equal((0, 100, 0L), (content.Health.Written, content.Health.Lost, content.Room.Held));
    }

    [Fact]
    public async Task A_damaged_database_is_set_aside_and_another_begun()
    {
        await File.WriteAllTextAsync(Path, new string('x', 8192), TestContext.Current.CancellationToken);
        var notices = new List<string>();
        await using (var content = Open(notices.Add))
        {
            content.Keep(Captures.Of(content.Room, "new"));
            await UntilAsync(() => content.Health.Written == 1);
        }

        Assert.NotNull(new ContentReader(Path).Find("new"));
        Assert.Contains("damaged", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(_folder.Root, "content.damaged-*.db"));
    }

    [Fact]
    public async Task What_is_too_old_goes_also_where_nothing_is_kept_any_more()
    {
        var now = TimeProvider.System.GetUtcNow();
        await WriteAsync(now.AddDays(-9), now.AddDays(-8), now.AddDays(-1));

        await using var content = Open(keeping: new Keeping(TimeSpan.FromDays(7), null));

        await UntilAsync(() => Kept() is ["2"]);
    }

    [Fact]
    public async Task What_is_kept_of_a_call_goes_when_the_ledger_deletes_the_call()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. Enumerable.Range(0, 3).Select(call => Entries.Call($"{call}", Entries.Attempt()) with { At = Entries.Noon.AddHours(call) })]);
        await WriteAsync([.. Enumerable.Range(0, 3).Select(call => Entries.Noon.AddHours(call))]);
        using (var writer = new EntryWriter(LedgerFile.OpenForWriting(_folder.Database)))
        {
            writer.Trim(new Keeping(TimeSpan.FromHours(1), null), Entries.Noon.AddHours(2));
        }

        await using var content = Open();

        await UntilAsync(() => Kept() is ["1", "2"]);
        Assert.Equal(["1", "2"], Rows(_folder.Database, "SELECT id FROM calls ORDER BY id"));
    }

    [Fact]
    public async Task Beyond_its_size_the_oldest_goes_and_the_file_shrinks()
    {
        var random = new Random(1);
        await using (var content = Open(keeping: new Keeping(null, 2_000_000)))
        {
            for (var call = 0; call < 300; call++)
            {
                // Base 64 of random bytes, which no compression makes small.
                var noise = new byte[30_000];
                random.NextBytes(noise);
                content.Keep(Captures.Of(content.Room, $"{call}", Entries.Noon.AddSeconds(call), reply: Convert.ToBase64String(noise)));
            }
        }

        Execute(Path, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.InRange(new FileInfo(Path).Length, 500_000, 2_000_000);
        Assert.NotNull(new ContentReader(Path).Find("299"));
        Assert.Null(new ContentReader(Path).Find("0"));
    }

    private async Task WriteAsync(params DateTimeOffset[] calls)
    {
        await using var content = Open();
        foreach (var (number, at) in calls.Index())
        {
            content.Keep(Captures.Of(content.Room, $"{number}", at));
        }

        await UntilAsync(() => content.Health.Written == calls.Length);
    }

    private ContentLedger Open(Action<string>? notice = null, Keeping? keeping = null, long? room = null) =>
        new(Path, _folder.Database, TimeProvider.System, notice, room) { Keeping = () => keeping ?? Keeping.Everything };

    private List<string> Kept() => Rows(Path, "SELECT call_id FROM contents ORDER BY call_id");
}
