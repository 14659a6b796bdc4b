using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>Starting and stopping the real program: one sentence when it cannot start, and an exit code that scripts can read.</summary>
public sealed class StartTests : DatabaseTest
{
    private (string Name, string Value)[] Settings(params (string Name, string Value)[] also) =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings__MutualAid", Database.ConnectionString), ("Database__AllowUnsafe", "true"),
        ("Keys__Directory", TestKeys.Directory), ("Demo__Fill", "false"), .. also,
    ];

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_prints_its_address_and_how_to_stop_and_ends_well_when_asked_to(string signal)
    {
        var port = AppProcess.FreePort();
        using var app = AppProcess.Start(["--urls", $"http://127.0.0.1:{port}"], Settings());
        using var site = await app.SiteAsync(port);

        app.Send(signal);

        var end = await app.EndAsync();
        end.ExitCode.Should().Be(0, end.Errors);
        end.Output.Should().Contain($"http://127.0.0.1:{port}").And.Contain("Ctrl+C");
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var app = AppProcess.Start(["--urls", $"http://127.0.0.1:{port}"], Settings());

        var end = await app.EndAsync();

        end.ExitCode.Should().Be(1);
        (end.Output + end.Errors).Should().Be("The port is taken by another program. Stop it, or pick another: ./run --port 5081.");
    }

    [Fact]
    public async Task A_clock_that_makes_no_sense_is_said_in_one_sentence()
    {
        using var app = AppProcess.Start([], Settings(("Clocks__PlanAskHours", "12")));

        var end = await app.EndAsync();

        end.ExitCode.Should().Be(1);
        (end.Output + end.Errors).Should().Be(
            "A setting cannot be used: Clocks__PlanAskHours is 12; it must be more than PlanNudgeHours (24) and at most 720.");
    }

    [Fact]
    public async Task A_database_that_is_down_is_said_in_one_sentence()
    {
        using var app = AppProcess.Start([], Settings(("ConnectionStrings__MutualAid", $"Host=127.0.0.1;Port={AppProcess.FreePort()};Username=x;Password=x;Database=x")));

        var end = await app.EndAsync();

        end.ExitCode.Should().Be(1);
        (end.Output + end.Errors).Should().Be("The database does not answer. Start it, or check ConnectionStrings__MutualAid. Nothing was lost.");
    }

    [Fact]
    public async Task A_database_that_could_lose_what_people_saved_is_refused()
    {
        using var app = AppProcess.Start([], Settings(("Database__AllowUnsafe", "false")));

        var end = await app.EndAsync();

        end.ExitCode.Should().Be(1);
        (end.Output + end.Errors).Should().StartWith("The database has fsync or synchronous_commit off").And.NotContain("\n");
    }

    [Fact]
    public async Task Only_a_named_proxy_is_believed_about_https()
    {
        (await HstsAsync(proxies: "127.0.0.1")).Should().BeTrue();
        (await HstsAsync(proxies: "10.0.0.0/8")).Should().BeFalse();
    }

    private async Task<bool> HstsAsync(string proxies)
    {
        var port = AppProcess.FreePort();
        using var app = AppProcess.Start(
            ["--urls", $"http://127.0.0.1:{port}"], Settings(("ASPNETCORE_ENVIRONMENT", "Production"), ("Proxies", proxies), ("AllowedHosts", "*")));
        using var site = await app.SiteAsync(port);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Host = "help.example";
        return (await site.SendAsync(request)).Headers.Contains("Strict-Transport-Security");
    }
}
