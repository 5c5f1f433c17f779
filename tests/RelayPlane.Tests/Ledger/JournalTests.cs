using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_nobody_settled_is_there_for_the_next_process()
    {
        using (var journal = new Journal(_folder.Root))
        {
            Assert.NotNull(journal.Append(Entries.Call("a", Entries.Attempt())));
            journal.Append(Entries.Call("b", Entries.Attempt()))!.Settle();
        }

        using var next = new Journal(_folder.Root);
        var left = next.NextOwing();
        Assert.True(left is { IsLeftBehind: true });
        Assert.Equal(["a", "b"], left.Read().Select(call => call.Id));
    }

    [Fact]
    public void A_file_is_deleted_when_its_last_call_is_settled_and_not_before()
    {
        using var journal = new Journal(_folder.Root, segmentSize: 1);
        var first = journal.Append(Entries.Call("a"))!;
        var second = journal.Append(Entries.Call("b"))!;
        Assert.NotSame(first, second);
        journal.Sweep();
        Assert.Equal(2, Files().Length);

        first.Settle();
        journal.Sweep();
        Assert.EndsWith("journal-000002.log", Assert.Single(Files()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_closed_with_all_settled_leaves_no_file()
    {
        using (var journal = new Journal(_folder.Root))
        {
            journal.Append(Entries.Call("a"))!.Settle();
        }

        Assert.Empty(Files());
    }

    [Fact]
    public void The_files_of_a_process_that_is_alive_are_left_to_it()
    {
        using var alive = new Journal(_folder.Root);
        Assert.NotNull(alive.Append(Entries.Call("a")));

        using var other = new Journal(_folder.Root);
        Assert.Null(other.NextOwing());
        Assert.NotNull(other.Append(Entries.Call("b")));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_fails_no_call_is_counted_and_told_once()
    {
        List<string> notices = [];
        var folder = Path.Combine(_folder.Root, "later");
        using var journal = new Journal(folder, notices.Add);
        Assert.Null(journal.Append(Entries.Call("a")));
        Assert.Null(journal.Append(Entries.Call("b")));
        Assert.Equal(2, journal.Failures);
        Assert.Contains("cannot be written", Assert.Single(notices), StringComparison.Ordinal);

        Directory.CreateDirectory(folder);
        Assert.NotNull(journal.Append(Entries.Call("c")));
        Assert.Equal(2, journal.Failures);
    }

    [Fact]
    public async Task Many_at_once_are_all_whole()
    {
        using (var journal = new Journal(_folder.Root, segmentSize: 20_000))
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() =>
            {
                for (var number = 0; number < 50; number++)
                {
                    Assert.NotNull(journal.Append(Entries.Call($"{writer}-{number}", Entries.Attempt())));
                }
            })));
        }

        using var next = new Journal(_folder.Root);
        var ids = new HashSet<string>();
        while (next.NextOwing() is { } segment)
        {
            Assert.All(segment.Read(), call => Assert.True(ids.Add(call.Id)));
            segment.Repay(segment.Owed);
            next.Sweep();
        }

        Assert.Equal(800, ids.Count);
        Assert.Empty(Files());
    }

    [Fact]
    public void The_files_are_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using var journal = new Journal(_folder.Root);
        journal.Append(Entries.Call("a"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Assert.Single(Files())));
    }

    private string[] Files() => Directory.GetFiles(_folder.Root, "journal-*.log");
}
