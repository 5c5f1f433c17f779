using Xunit;

namespace RelayPlane.FunctionalTests.Page;

/// <summary>The page in Chromium; what a person does there is in <c>tests/page</c>. Pictures are left in <c>artifacts/page</c>.</summary>
public sealed class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_view_is_whole_and_readable_in_both_themes_on_a_desk_and_on_a_phone()
    {
        await using var page = await PageLab.StartAsync();
        await page.TrafficAsync(calls: 200, Cancel);
        await page.PassAsync(36, "views.mjs", Cancel);
    }
}
