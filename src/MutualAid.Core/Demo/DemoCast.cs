using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;

namespace MutualAid.Core.Demo;

/// <summary>Makes Millbrook's members and helpers, and finds somebody free for a piece of help, as fairly as the network itself would.</summary>
internal sealed class DemoCast
{
    private readonly Dictionary<string, Player> players;
    private readonly Dictionary<string, HelpKind> kinds;
    private readonly DateOnly today;

    public DemoCast(DemoTown town, IEnumerable<HelpKind> kinds, DateTimeOffset now, DateOnly today)
    {
        this.kinds = kinds.ToDictionary(k => k.Id, StringComparer.Ordinal);
        this.today = today;
        players = DemoPeople.All.ToDictionary(p => p.Name, p => Join(p, town, now), StringComparer.Ordinal);
    }

    public IEnumerable<Player> Everybody => players.Values;

    public Player this[string name] => players[name];

    /// <summary>
    /// The helper for a part: knows the kind, may take it on, is not resting, has room in that week and on its day, speaks a common language if anybody does,
    /// and of those has given least.
    /// </summary>
    public Player HelperFor(Need need, NeedPart part, DateOnly week, IReadOnlyCollection<Player> except)
    {
        var kind = kinds[part.KindId];
        var fitting = players.Values.Where(p => p.Profile is { } profile
            && p.Member.Id != need.AskerId
            && !except.Contains(p)
            && (profile.Kinds & (1L << kind.Number)) != 0
            && profile.VettingOn(today) >= kind.LowestVetting
            && !(profile.RestUntil >= today)
            && p.Given.GetValueOrDefault(week) < profile.WeeklyCapacity
            && !(part.When == PartWhen.OnDay && p.GivenOn.GetValueOrDefault(part.Day!.Value) >= profile.MostADay));
        var helper = fitting
            .OrderByDescending(p => p.Member.Languages.Intersect(need.Languages).Any())
            .ThenBy(p => (double)p.Given.GetValueOrDefault(week) / p.Profile!.WeeklyCapacity)
            .ThenBy(p => p.Member.Name, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new InvalidOperationException($"Nobody in the demo neighbourhood has room for {part.KindId} in the week of {week:O}.");
        return Give(helper, part, week);
    }

    /// <summary>Counts a piece of help to somebody in the week, and on its day when it has one.</summary>
    public Player Give(Player helper, NeedPart part, DateOnly week)
    {
        if (part is { When: PartWhen.OnDay, Day: { } day })
        {
            helper.GivenOn[day] = helper.GivenOn.GetValueOrDefault(day) + 1;
        }

        helper.Given[week] = helper.Given.GetValueOrDefault(week) + 1;
        return helper;
    }

    private Player Join(Person person, DemoTown town, DateTimeOffset now)
    {
        var joined = now.AddDays(-(person.Gives?.JoinedDays ?? 90));
        var member = Member.Join(person.Name, person.Languages.Split(' '), town.IdOf(person.Area), joined).Value;
        var home = town.SomeHome(person.Area);
        return new Player(person, member, home, person.Gives is { } gives ? Profile(gives, member, home, joined) : null) { Phone = DemoPeople.PhoneOf(person) };
    }

    private HelperProfile Profile(Giving gives, Member member, NpgsqlPoint home, DateTimeOffset joined)
    {
        var profile = HelperProfile.Start(member.Id, joined);
        var mask = gives.Kinds.Split(' ').Aggregate(0L, (sum, id) => sum | (1L << kinds[id].Number));
        profile.Offer(mask, DemoPeople.HoursOf(gives.Free).ToBits(), gives.Radius, gives.Capacity, home).Expect();
        profile.LimitDays(gives.ADay).Expect();
        profile.Rest(gives.RestDays > 0 ? today.AddDays(gives.RestDays) : null, today).Expect();
        profile.Vet(gives.Vetting, gives.Vetting == Vetting.Checked ? today.AddMonths(10) : null);
        return profile;
    }
}

/// <summary>A member of the demo neighbourhood with what was made for it; <see cref="Given"/> counts pieces of help by the Monday of their week, <see cref="GivenOn"/> by their day.</summary>
internal sealed record Player(Person Person, Member Member, NpgsqlPoint Home, HelperProfile? Profile)
{
    public Dictionary<DateOnly, int> Given { get; } = [];

    public Dictionary<DateOnly, int> GivenOn { get; } = [];

    public required string Phone { get; init; }

    public Actor Actor { get; } = new() { MemberId = Member.Id };
}
