using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using RelayPlane.Catalog;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RelayPlane.Tests;

/// <summary>The order of the rooms, as a build failure.</summary>
public sealed class ArchitectureTests
{
    // Top to bottom. A room may use the rooms below it, never one above; so there is no cycle either.
    private static readonly string[] Rooms =
    [
        "Cli", "Hosting", "Dashboard", "Replay", "Sandbox", "Gateway", "Admission", "Relay", "Ledger", "Dispatch", "Pacing", "Upstream",
        "Routing", "Dialects", "Config", "Catalog", "Metering",
    ];

    // What the rooms that only compute must not know: the network, the web server, the clock, logging, and the machine.
    private const string Impure =
        @"^(System\.Net\.(Http|Sockets)\..*|Microsoft\.AspNetCore\..*|Microsoft\.Extensions\..*|System\.TimeProvider|System\.Environment|System\.Console|System\.Random|System\.IO\.(File|Directory|FileStream|FileInfo))$";

    private static readonly System.Reflection.Assembly Assembly = typeof(Provider).Assembly;

    private static readonly Architecture Product = new ArchLoader().LoadAssemblies(Assembly).Build();

    public static TheoryData<string> Lower() => [.. Rooms.Skip(1)];

    [Fact]
    public void Every_namespace_of_the_product_is_a_known_room()
    {
        var strangers = Assembly.GetTypes()
            .Select(type => type.Namespace)
            .Where(name => name is not null && name.StartsWith("RelayPlane.", StringComparison.Ordinal))
            .Select(name => name!.Split('.')[1])
            .Distinct()
            .Except(Rooms);
        Assert.Empty(strangers);
    }

    [Theory]
    [MemberData(nameof(Lower))]
    public void A_room_uses_no_room_above_it(string lower)
    {
        var above = string.Join('|', Rooms.TakeWhile(room => room != lower));
        Types().That().ResideInNamespaceMatching(Within(lower))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Within(above)))
            .WithoutRequiringPositiveResults().Check(Product);
    }

    [Theory]
    [InlineData("Dialects")]
    [InlineData("Metering")]
    public void A_pure_room_knows_no_network_clock_log_or_machine(string room) =>
        Types().That().ResideInNamespaceMatching(Within(room))
            .Should().NotDependOnAnyTypesThat().HaveFullNameMatching(Impure)
            .Check(Product);

    [Fact]
    public void Everything_in_the_product_is_internal() =>
        Assert.DoesNotContain(
            Assembly.GetExportedTypes(),
            type => type.Namespace?.StartsWith("RelayPlane", StringComparison.Ordinal) == true);

    [Fact]
    public void A_class_is_sealed_static_or_made_to_be_derived_from()
    {
        var open = Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("RelayPlane", StringComparison.Ordinal) == true)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    private static string Within(string rooms) => $@"^RelayPlane\.({rooms})(\..*)?$";
}
