using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <summary>What somebody asks for, before it is posted.</summary>
public sealed record NewNeed
{
    public required Guid AskerId { get; init; }

    public required string KindId { get; init; }

    /// <summary>The asker's own words; only the agreed helper and the coordinator read them.</summary>
    public string? Words { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Normal;

    /// <summary>ISO codes; a helper who speaks one of them is looked for.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public Guid? AreaId { get; init; }

    /// <summary>Centre of the need's cell; null when only the area is known.</summary>
    public NpgsqlPoint? Point { get; init; }

    public HelperChoice Choice { get; init; } = HelperChoice.FirstIsFine;

    public Channel Channel { get; init; } = Channel.Web;

    public NeedCare Care { get; init; } = NeedCare.None;

    public IReadOnlyList<NewPart> Parts { get; init; } = [];

    /// <summary>The iCalendar rule its dates came from; null when they came from none.</summary>
    public string? Repeats { get; init; }

    /// <summary>True when a coordinator looks first.</summary>
    public bool Draft { get; init; }
}
