using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class NearestTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("prot", "port", 1)]
    public void A_distance_counts_letters_changed_or_swapped(string from, string to, int distance) => Assert.Equal(distance, Nearest.Distance(from, to));

    [Fact]
    public void Upper_and_lower_case_are_alike() => Assert.Equal("baseUrl", Nearest.To("baseURL", ["apis", "baseUrl", "base"]));
}
