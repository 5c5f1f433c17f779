using RelayPlane.Hosting;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class DescriptorsTests
{
    [Theory]
    [InlineData("Max open files            20000                20000                files     ", 9936L)]
    [InlineData("Max open files            64                   64                   files     ", 16L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             20000                20000                processes ", null)]
    public void Half_of_the_open_files_are_for_clients_after_what_is_kept_back(string line, long? connections) =>
        Assert.Equal(connections, Descriptors.For(["Limit   Soft Limit   Hard Limit   Units", line]));
}
