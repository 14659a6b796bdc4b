using FluentAssertions;
using MutualAid.Web.Hosting.Commands;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>Help and mistyped words, of the program and of the commands at the root. None of it needs a database.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Names => [.. CommandTable.All.Select(c => c.Name)];

    [Fact]
    public async Task Help_names_every_command_and_starts_nothing()
    {
        using var app = AppProcess.Start(["--help"], ("ConnectionStrings__MutualAid", "Host=nowhere.invalid"));

        var end = await app.EndAsync();

        end.ExitCode.Should().Be(0);
        end.Output.Should().ContainAll(CommandTable.All.Select(c => c.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_command_tells_what_it_takes(string name)
    {
        var asked = CommandTable.Read([.. name.Split(' '), "--help"]);

        asked.ExitCode.Should().Be(0);
        asked.Sentence.Should().StartWith($"./run {name}").And.Contain(CommandTable.All.Single(c => c.Name == name).Help);
    }

    [Fact]
    public void Unknown_words_are_refused_in_one_sentence()
    {
        CommandTable.Read(["dance"]).Should().Match<Asked>(a => a.ExitCode == 2 && a.Sentence == "There is no command dance. ./run --help lists them.");
        CommandTable.Read(["keys", "rotate", "now"]).Should().Match<Asked>(a => a.ExitCode == 2 && a.Sentence!.StartsWith("keys rotate takes no more words"));
    }

    [Fact]
    public void Options_alone_are_settings_of_the_site()
    {
        var asked = CommandTable.Read(["--urls", "http://localhost:1"]);

        asked.Sentence.Should().BeNull();
        asked.Command.Should().BeNull();
    }

    [Fact]
    public async Task The_commands_at_the_root_explain_themselves()
    {
        (await ShellAsync("run", "--help")).Output.Should().ContainAll(["--port", "--empty", "--reset", .. CommandTable.All.Select(c => c.Name)]);
        (await ShellAsync("test", "--help")).Output.Should().Contain("--fast");
    }

    [Theory]
    [InlineData("run", "--prot")]
    [InlineData("run", "--port")]
    [InlineData("test", "--quick")]
    public async Task A_mistyped_option_is_refused_in_one_sentence_before_anything_is_built(string command, string option)
    {
        var end = await ShellAsync(command, option);

        end.ExitCode.Should().Be(2);
        end.Output.Should().BeEmpty();
        end.Errors.Should().EndWith(".").And.NotContain("\n");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> ShellAsync(string command, params string[] words)
    {
        using var shell = AppProcess.Shell(command, words);
        return await shell.EndAsync();
    }
}
