namespace MutualAid.Core.Places;

/// <summary>Answers "which area is this place in" for many places in a row: a box is looked at before a border is.</summary>
public sealed class AreaIndex
{
    private readonly (Guid Id, AreaShape Shape)[] areas;

    public AreaIndex(IEnumerable<(Guid Id, AreaShape Shape)> areas) => this.areas = [.. areas];

    public bool IsEmpty => areas.Length == 0;

    /// <summary>The area that holds the place; the first in the given order when borders overlap or touch; null when there is none.</summary>
    public Guid? Holding(GeoPoint place)
    {
        foreach (var (id, shape) in areas)
        {
            if (shape.Contains(place))
            {
                return id;
            }
        }

        return null;
    }
}
