namespace MutualAid.Web.Hosting.Commands;

/// <summary>What the program was called for: to serve, to do one command, or only to say something and end.</summary>
public sealed record Asked(Command? Command, string[] Words)
{
    /// <summary>Help, or why the words mean nothing; then nothing is started.</summary>
    public string? Sentence { get; init; }

    public int ExitCode { get; init; }

    public static Asked ToSay(string sentence, int exitCode) => new(null, []) { Sentence = sentence, ExitCode = exitCode };
}

/// <summary>Every command: one file each, one line here.</summary>
public static class CommandTable
{
    /// <summary>What shells expect of a program that was called with words it does not know.</summary>
    public const int Mistyped = 2;

    private const string HelpOption = "--help";

    public static IReadOnlyList<Command> All { get; } =
        [ImportAreas.Command, ImportRows.Needs, ImportRows.Offers, RotateKeys.Command, FirstAdministrator.Command];

    public static string Help =>
        string.Join('\n', ["Commands:", .. All.Select(c => $"  ./run {c.Name,-20} {c.Help}"), "./run NAME --help tells what a command takes. Without a command, it serves."]);

    /// <summary>Reads the program's words. Options alone (<c>--urls …</c>) are settings of the site, which then serves.</summary>
    public static Asked Read(string[] words)
    {
        var command = All.FirstOrDefault(c => words.Take(c.Name.Split(' ').Length).SequenceEqual(c.Name.Split(' ')));
        if (words.Contains(HelpOption))
        {
            return Asked.ToSay(command is null ? Help : $"{command.Usage}\n  {command.Help}", 0);
        }

        if (command is null)
        {
            return words.Length == 0 || words[0].StartsWith('-')
                ? new Asked(null, words)
                : Asked.ToSay($"There is no command {string.Join(' ', words.TakeWhile(w => !w.StartsWith('-')))}. ./run --help lists them.", Mistyped);
        }

        var rest = words[command.Name.Split(' ').Length..];
        return command.Takes.Length == 0 && rest.Length > 0
            ? Asked.ToSay($"{command.Name} takes no more words, and {rest[0]} is one. ./run {command.Name} --help tells more.", Mistyped)
            : new Asked(command, rest);
    }
}
