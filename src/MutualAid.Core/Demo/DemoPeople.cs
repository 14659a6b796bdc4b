using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Demo;

/// <summary>When a demo helper is free.</summary>
internal enum Free
{
    Anytime,
    Mornings,
    Daytime,
    Evenings,
    Weekends,
}

/// <summary>What a demo helper gives. <paramref name="RestDays"/> is how many days the rest still lasts, 0 when not resting; <paramref name="ADay"/> the most on one day, null when only the week counts.</summary>
internal sealed record Giving(string Kinds, Vetting Vetting, Free Free, int Radius, int Capacity, int RestDays = 0, int JoinedDays = 200, int? ADay = null);

/// <summary>Somebody of the demo neighbourhood: an invented first name, an area, languages, and for helpers what they give.</summary>
internal sealed record Person(string Name, string Area, string Languages = "en", Giving? Gives = null)
{
    /// <summary>Whose telephone this person rings from, when it is not their own.</summary>
    public string? RingsFrom { get; init; }
}

/// <summary>The people of Millbrook. Every name is invented; none stands for anybody.</summary>
internal static class DemoPeople
{
    private const string Food = "groceries cooked-meal food-parcel errand";
    private const string Hands = "repair thing errand tech something-else";
    private const string Ears = "conversation walk game-night not-sure";
    private const string Clinic = "pharmacy come-along medical-supplies";

    public const string Asker = "Samira";
    public const string ApprovedHelper = "Tomasz";
    public const string CheckedHelper = "Yusuf";
    public const string NewHelper = "Marek";
    public const string Coordinator = "Ana";
    public const string AreaCoordinator = "Kwame";
    public const string AreaOfCoordinator = "Riverside";
    public const string Administrator = "Oonagh";

    /// <summary>The people one can sign in as, in the order they are listed.</summary>
    public static IReadOnlyList<(string Name, Phrase Role)> WithAccount { get; } =
    [
        (Asker, Phrase.Of("a neighbour who asks for help")),
        (ApprovedHelper, Phrase.Of("a helper")),
        (CheckedHelper, Phrase.Of("a helper with a check, who speaks Arabic")),
        (NewHelper, Phrase.Of("a new helper")),
        (Coordinator, Phrase.Of("a coordinator")),
        (AreaCoordinator, Phrase.Of("a coordinator of one area")),
        (Administrator, Phrase.Of("an administrator")),
    ];

    public static IReadOnlyList<Person> All { get; } =
    [
        new(Asker, "Canal Side", "ar en"),
        new(ApprovedHelper, "Riverside", "pl en", new($"{Food} {Hands} ride", Vetting.Approved, Free.Anytime, 3_000, 4, ADay: 2)),
        new(CheckedHelper, "Canal Side", "ar en", new($"{Food} {Clinic} ride interpreting listening", Vetting.Checked, Free.Daytime, 3_000, 4)),
        new(NewHelper, "Station", "pl en", new($"{Food} {Hands}", Vetting.New, Free.Evenings, 2_000, 1, JoinedDays: 3)),
        new(Coordinator, "Market", "en es", new($"{Ears} listening forms", Vetting.Checked, Free.Mornings, 5_000, 2)),
        new(AreaCoordinator, AreaOfCoordinator, "en fr"),
        new(Administrator, "Elm Park", "en"),

        // Helpers
        new("Deniz", "Millgate", "tr en", new($"{Food} ride", Vetting.Checked, Free.Anytime, 5_000, 2)),
        new("Luis", "Riverside", "es en", new($"{Food} ride {Hands}", Vetting.Approved, Free.Daytime, 5_000, 3)),
        new("Halima", "Market", "so ar en", new($"{Food} ride forms interpreting {Clinic}", Vetting.Checked, Free.Mornings, 3_000, 3, ADay: 1)),
        new("Ines", "Orchard Hill", "pt es en", new($"{Food} ride {Ears}", Vetting.Approved, Free.Weekends, 5_000, 4, ADay: 2)),
        new("Mei", "Lower Mill", "zh en", new($"{Food} {Hands} forms", Vetting.Approved, Free.Evenings, 3_000, 3)),
        new("Jonah", "The Terraces", "en", new($"{Hands} ride", Vetting.Approved, Free.Anytime, 3_000, 2, RestDays: 12)),
        new("Bea", "Canal Side", "en", new($"{Food} {Ears} childcare", Vetting.Checked, Free.Daytime, 2_000, 3)),
        new("Priya", "Elm Park", "hi en", new($"{Food} childcare {Ears}", Vetting.Checked, Free.Mornings, 2_000, 2)),
        new("Wanjiru", "Station", "en", new("interpreting forms tech childcare", Vetting.Checked, Free.Anytime, 5_000, 3)),
        new("Farid", "Market", "fa en", new($"{Food} errand pet-care", Vetting.Approved, Free.Evenings, 2_000, 2)),
        new("Sefa", "Lower Mill", "en", new($"{Hands} {Ears}", Vetting.Approved, Free.Weekends, 2_000, 1)),
        new("Olena", "Station", "uk ru en", new($"{Food} forms interpreting", Vetting.Approved, Free.Daytime, 3_000, 3)),
        new("Rosa", "Riverside", "es en", new($"{Food} {Clinic} {Ears}", Vetting.Checked, Free.Daytime, 3_000, 3)),
        new("Amadou", "Millgate", "fr en", new($"ride {Hands} thing", Vetting.Approved, Free.Evenings, 5_000, 3)),
        new("Nuala", "Orchard Hill", "en", new($"{Ears} pet-care cooked-meal", Vetting.Approved, Free.Anytime, 2_000, 2)),
        new("Tariq", "Canal Side", "ur en", new($"{Food} ride tech", Vetting.Approved, Free.Evenings, 3_000, 2)),
        new("Linh", "Market", "vi en", new($"{Food} repair", Vetting.Approved, Free.Mornings, 3_000, 3)),
        new("Gethin", "Elm Park", "en", new($"{Hands} pet-care walk", Vetting.Approved, Free.Daytime, 3_000, 3)),
        new("Zainab", "The Terraces", "ar en", new("listening come-along interpreting conversation", Vetting.Checked, Free.Mornings, 5_000, 2)),
        new("Ioana", "Lower Mill", "ro en", new($"{Food} childcare", Vetting.Checked, Free.Evenings, 2_000, 2, RestDays: 5)),
        new("Mateo", "Station", "es en", new($"{Hands} ride errand pet-care", Vetting.New, Free.Weekends, 3_000, 2, JoinedDays: 6)),
        new("Aisha", "Millgate", "bn en", new($"{Food} conversation", Vetting.New, Free.Mornings, 1_000, 2, JoinedDays: 1)),
        new("Callum", "Riverside", "en sgn", new($"{Hands} interpreting", Vetting.New, Free.Evenings, 2_000, 1, JoinedDays: 9)),
        new("Nadia", "Orchard Hill", "ar fr en", new($"{Food} errand", Vetting.New, Free.Daytime, 2_000, 1, JoinedDays: 2)),

        // Neighbours who ask, some of whom have no account and ring
        new("Walter", "The Terraces"),
        new("Beatriz", "Riverside", "es"),
        new("Amina", "Market", "so"),
        new("Edith", "Elm Park"),
        new("Karim", "Canal Side", "ar"),
        new("Sunita", "Millgate", "hi en"),
        new("Pawel", "Station", "pl"),
        new("Grace", "Lower Mill"),
        new("Teodora", "Orchard Hill", "ro en"),
        new("Hassan", "Millgate", "ar en"),
        new("Consuelo", "Market", "es"),
        new("Ruth", "Elm Park"),
        new("Biniam", "Station", "ti en"),
        new("Maeve", "Lower Mill"),
        new("Rahel", "Canal Side", "ti en"),

        // The same kitchen telephone, another name: a household that asks again, for a coordinator to notice.
        new("Edie", "Elm Park") { RingsFrom = "Edith" },
    ];

    /// <summary>The number somebody is rung at; made up, in the range kept for made-up numbers.</summary>
    public static string PhoneOf(Person person)
    {
        var name = person.RingsFrom ?? person.Name;
        return $"07700 900 {100 + All.TakeWhile(p => p.Name != name).Count()}";
    }

    public static WeekHours HoursOf(Free free)
    {
        DayPart[] parts = free switch
        {
            Free.Mornings => [DayPart.Morning],
            Free.Daytime => [DayPart.Morning, DayPart.Afternoon],
            Free.Evenings => [DayPart.Evening],
            _ => [DayPart.Morning, DayPart.Afternoon, DayPart.Evening],
        };
        var days = Enum.GetValues<DayOfWeek>().Where(day => free switch
        {
            Free.Anytime => true,
            Free.Weekends => day is DayOfWeek.Saturday or DayOfWeek.Sunday,
            _ => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        });
        return days.SelectMany(day => parts.Select(part => (day, part))).Aggregate(WeekHours.Never, (week, box) => week.With(box.day, box.part));
    }
}
