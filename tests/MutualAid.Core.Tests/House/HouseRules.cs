using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MutualAid.Core.Common;

namespace MutualAid.Core.Tests.House;

/// <summary>The rules of the house as functions from sources to sentences about what breaks them.</summary>
internal static partial class HouseRules
{
    /// <summary>Rooms that every room may use.</summary>
    private static readonly HashSet<string> Shared = ["Common", "Data", "Members", "Places", "Notices", "Privacy"];

    /// <summary>What a room may use beyond the shared rooms, each with its reason. What is not here is not allowed.</summary>
    private static readonly Dictionary<string, string[]> Also = new()
    {
        // Pairs needs with helpers and offers.
        ["Matching"] = ["Needs", "Offers"],

        // An offer that is asked for becomes a need, and its giver the helper.
        ["Offers"] = ["Needs"],

        // Messages and thanks hang on a claim.
        ["Exchanges"] = ["Needs", "Offers"],

        // A member's own page shows what they asked for and carry.
        ["Members"] = ["Needs"],

        // The desk sees everything, the demo plays everything, and the context knows every entity.
        ["Desk"] = ["*"],
        ["Demo"] = ["*"],
        ["Data"] = ["*"],

        // A contact fact opens to whoever holds an agreed claim, at a time that the need's part says.
        ["Places/AddressBook"] = ["Needs"],
    };

    /// <summary>Common is what everybody stands on, so it stands on nobody.</summary>
    private const string Ground = "Common";

    public static IEnumerable<string> Rooms(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Room is not null
        let door = file.Path.Contains("/Places/AddressBook/", StringComparison.Ordinal) ? "Places/AddressBook" : file.Room
        from used in RoomName().Matches(file.Text).Select(m => m.Groups[1].Value).Distinct()
        where used != file.Room && !(file.Room != Ground && Shared.Contains(used)) && !Also.GetValueOrDefault(door, []).Any(a => a == "*" || a == used)
        select $"{file.Path} uses {used}";

    public static IEnumerable<string> Direction(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("src/MutualAid.Core/", StringComparison.Ordinal)
        from word in new[] { "MutualAid.Web", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing" }
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} mentions {word}";

    public static IEnumerable<string> PagesWithoutDatabase(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("src/MutualAid.Web/Pages/", StringComparison.Ordinal)
        from word in new[] { "MutualAidDb", "Microsoft.EntityFrameworkCore", "Npgsql" }
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} mentions {word}";

    public static IEnumerable<string> ContactWall(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Path.StartsWith("src/MutualAid.Core/Places/AddressBook/", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/MutualAid.Core/Data/Migrations/", StringComparison.Ordinal)
            && ContactTable().IsMatch(file.Text)
        select $"{file.Path} mentions the contact facts";

    public static IEnumerable<string> Forbidden(IEnumerable<SourceFile> files) =>
        from file in files
        from word in new[] { "Html.Raw", "FromSqlRaw", "ExecuteSqlRaw", "SqlQueryRaw", "TODO", "FIXME", "HACK", "NotImplementedException" }
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} contains {word}";

    public static IEnumerable<string> Lengths(IEnumerable<SourceFile> files) =>
        from file in files
        let limit = file.Path.EndsWith(".cshtml.cs", StringComparison.Ordinal) ? 120
            : ServiceFile().IsMatch(file.Path) ? 300
            : int.MaxValue
        where file.Lines.Count > limit
        select $"{file.Path} has {file.Lines.Count} lines, more than {limit}";

    /// <summary>A public method of a service that saves, itself or through what it calls in its class, and writes no audit entry on the way.</summary>
    public static IEnumerable<string> SavesWithoutAudit(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith("Service.cs", StringComparison.Ordinal)
        let methods = Methods(file)
        from method in methods
        where method.Text.TrimStart().StartsWith("public ", StringComparison.Ordinal)
        let reach = Reach(method.Name, methods)
        where Saves().IsMatch(reach) && !reach.Contains("AuditEntry.Of", StringComparison.Ordinal)
        select $"{file.Path}: {method.Name} saves without an audit entry";

    public static IEnumerable<string> Signatures(IEnumerable<Type> types, IReadOnlySet<string> documented) =>
        from type in types
        where type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Queries", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.Name != nameof(IDisposable.Dispose)
        from wrong in Look(method, documented)
        select $"{type.Name}.{method.Name} {wrong}";

    public static IEnumerable<string> PublicSetters(IEnumerable<Type> entities) =>
        from entity in entities
        from property in entity.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{entity.Name}.{property.Name} can be set by anybody";

    private static IEnumerable<string> Look(MethodInfo method, IReadOnlySet<string> documented)
    {
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToList();
        if (parameters.IndexOf(typeof(Actor)) > 0)
        {
            yield return "takes the actor, but not first";
        }

        var token = parameters.IndexOf(typeof(CancellationToken));
        if (token >= 0 ? token != parameters.Count - 1 : typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            yield return "has no cancellation token at its end";
        }

        if (!documented.Contains($"{method.DeclaringType!.FullName}.{method.Name}"))
        {
            yield return "has no doc comment";
        }
    }

    // Members stand four spaces deep, so a member's text goes from such a line to the next one.
    private static List<(string Name, string Text)> Methods(SourceFile file)
    {
        var starts = Enumerable.Range(0, file.Lines.Count).Where(i => MemberLine().IsMatch(file.Lines[i])).ToList();
        return
        [
            .. starts.Select((start, i) => (
                Name: MemberLine().Match(file.Lines[start]).Groups[1].Value,
                Text: string.Join('\n', file.Lines.Skip(start).Take((i + 1 < starts.Count ? starts[i + 1] : file.Lines.Count) - start)))),
        ];
    }

    private static string Reach(string name, List<(string Name, string Text)> methods)
    {
        var (seen, open) = (new HashSet<string> { name }, new Queue<string>([name]));
        var text = "";
        while (open.TryDequeue(out var next))
        {
            var own = string.Concat(methods.Where(m => m.Name == next).Select(m => m.Text));
            text += own;
            foreach (var called in methods.Select(m => m.Name).Where(n => Regex.IsMatch(own, $@"\b{n}\b")).Where(seen.Add))
            {
                open.Enqueue(called);
            }
        }

        return text;
    }

    [GeneratedRegex(@"MutualAid\.Core\.([A-Z]\w+)\b(?!\s*\()")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"\bContactFacts(Configuration)?\b|contact_facts")]
    private static partial Regex ContactTable();

    [GeneratedRegex("(Service|Queries)\\.cs$")]
    private static partial Regex ServiceFile();

    [GeneratedRegex(@"\bSave(Changes)?Async\(")]
    private static partial Regex Saves();

    [GeneratedRegex(@"^    (?:public|private|internal|protected)[^=;(]*?\b(\w+)\(")]
    private static partial Regex MemberLine();
}
