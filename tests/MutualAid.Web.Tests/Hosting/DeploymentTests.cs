using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using MutualAid.Web.Tests.House;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>The files a network deploys with. No Docker engine is at hand, so what they say is read, and the image's build step is run.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Compose = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));
    private static readonly string Image = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));
    private static readonly ComposeFile Services = ComposeFile.Read(Compose);

    [Fact]
    public void Web_database_and_backup_are_all_watched_and_come_back_by_themselves()
    {
        Services.Below("services").Should().Equal("web", "database", "backup");
        foreach (var service in Services.Below("services"))
        {
            Services[$"services.{service}.healthcheck.test"].Should().NotBeNullOrEmpty(service);
            Services[$"services.{service}.restart"].Should().Be("unless-stopped", service);
        }

        Services["services.web.healthcheck.test"].Should().Contain("/health/ready");
        Services["services.web.depends_on.database.condition"].Should().Be("service_healthy");
    }

    [Fact]
    public void Data_keys_and_backups_outlive_their_containers_and_the_keys_are_neither_with_the_data_nor_with_the_backups()
    {
        Services.Below("volumes").Should().BeEquivalentTo("data", "keys", "backups");
        Services["services.web.volumes"].Should().Be("keys:/keys");
        Services["services.database.volumes"].Should().Be("data:/var/lib/postgresql/data");
        Services["services.backup.volumes"].Should().Be("backups:/backups");
        Image.Should().Contain("Keys__Directory=/keys");
    }

    [Fact]
    public void Every_setting_the_compose_file_asks_for_is_in_the_example_and_no_other()
    {
        var asked = Variables().Matches(Compose).Select(m => m.Groups[1].Value).Distinct();
        var given = File.ReadLines(Path.Combine(Repository.Root, ".env.example")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('=')[0]);

        given.Should().BeEquivalentTo(asked);
    }

    [Fact]
    public void No_secret_is_written_down_and_the_filled_in_settings_are_never_committed()
    {
        File.ReadAllText(Path.Combine(Repository.Root, ".env.example")).Should().MatchRegex("(?m)^DATABASE_PASSWORD=$");
        File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore")).Should().Contain(".env");
        File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).Should().Contain([".env", ".local", ".git"]);
    }

    [Fact]
    public void A_compose_file_that_is_not_well_formed_is_noticed()
    {
        foreach (var broken in new[] { "a:\n   b: 1", "a: 1\na: 2", "services\n", "\ta: 1" })
        {
            FluentActions.Invoking(() => ComposeFile.Read(broken)).Should().Throw<FormatException>(broken);
        }
    }

    [Fact]
    public async Task The_image_is_made_by_one_command_and_what_it_publishes_can_serve()
    {
        var step = Image.Split('\n').Where(l => l.StartsWith("RUN dotnet", StringComparison.Ordinal)).Should().ContainSingle().Subject["RUN ".Length..];
        var folder = Directory.CreateTempSubdirectory("ma-image-").FullName;
        try
        {
            var words = step.Replace("-o /app", $"-o {folder}", StringComparison.Ordinal).Split(' ');
            using var publish = Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = Repository.Root })!;
            await publish.WaitForExitAsync();

            publish.ExitCode.Should().Be(0);
            var entry = EntryPoint().Match(Image).Groups[1].Value;
            File.Exists(Path.Combine(folder, entry)).Should().BeTrue(entry);
            File.Exists(Path.Combine(folder, Path.ChangeExtension(entry, ".staticwebassets.endpoints.json"))).Should().BeTrue();
            Directory.EnumerateFiles(Path.Combine(folder, "wwwroot"), "*.css", SearchOption.AllDirectories).Should().NotBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"(?<!\$)\$\{([A-Z_]+)\}")]
    private static partial Regex Variables();

    [GeneratedRegex("ENTRYPOINT \\[\"dotnet\", \"([^\"]+)\"\\]")]
    private static partial Regex EntryPoint();
}
