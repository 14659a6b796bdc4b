using MutualAid.Core.Common;

namespace MutualAid.Core.Members;

/// <summary>Who is told when a need or a helper of an area wants a coordinator; the other side of <see cref="Actor.Coordinates"/>.</summary>
internal static class Coordinators
{
    /// <summary>The grants of the coordinators of an area and of the whole network; of all coordinators where the area is not known.</summary>
    public static IQueryable<RoleGrant> CoordinatorsOf(this IQueryable<RoleGrant> grants, Guid? areaId) =>
        grants.Where(g => g.Role == Role.Coordinator && (g.AreaId == null || areaId == null || g.AreaId == areaId));
}
