using MutualAid.Core.Common;

namespace MutualAid.Core.Members;

/// <summary>A role given to a member; a coordinator may be given one area or, with none named, the whole network.</summary>
public sealed class RoleGrant
{
    private RoleGrant()
    {
    }

    public Guid Id { get; private set; }

    public Guid MemberId { get; private set; }

    public Role Role { get; private set; }

    public Guid? AreaId { get; private set; }

    public DateTimeOffset GivenAt { get; private set; }

    public static RoleGrant Give(Guid memberId, Role role, Guid? areaId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), MemberId = memberId, Role = role, AreaId = areaId, GivenAt = now };
}
