using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("account");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.HasOne<Member>().WithOne().HasForeignKey<Account>(a => a.MemberId).OnDelete(DeleteBehavior.Cascade);
        account.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName(Constraints.AccountOneEmail);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("member");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.Version).IsRowVersion();
        member.Property(m => m.Name).HasMaxLength(Member.NameMaxLength);
        member.Property(m => m.SafeContact).HasConversion<int>();
        member.HasOne<Area>().WithMany().HasForeignKey(m => m.AreaId).OnDelete(DeleteBehavior.SetNull);
        member.HasOne<Member>().WithMany().HasForeignKey(m => m.IsNowId).OnDelete(DeleteBehavior.SetNull);
        member.HasIndex(m => m.IsNowId).HasFilter("is_now_id IS NOT NULL").HasDatabaseName("member_is_now");

        // A coordinator on the phone looks for the beginning of a name, in small or capital letters.
        member.HasIndex(m => m.Name).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("member_by_name");
    }
}

internal sealed class HelperProfileConfiguration : IEntityTypeConfiguration<HelperProfile>
{
    public void Configure(EntityTypeBuilder<HelperProfile> profile)
    {
        profile.ToTable("helper_profile", table =>
        {
            table.HasCheckConstraint("helper_radius_in_range", $"radius BETWEEN {HelperProfile.MinRadius} AND {HelperProfile.MaxRadius}");
            table.HasCheckConstraint("helper_capacity_in_range", $"weekly_capacity BETWEEN 0 AND {HelperProfile.MaxWeeklyCapacity}");
            table.HasCheckConstraint("helper_most_a_day_in_range", $"most_a_day BETWEEN 1 AND {HelperProfile.MaxADay}");
        });
        profile.HasKey(p => p.MemberId);
        profile.Property(p => p.MemberId).ValueGeneratedNever();
        profile.Property(p => p.Version).IsRowVersion();
        profile.Property(p => p.Hours).HasColumnType("bit(168)");
        profile.Property(p => p.Point).HasColumnType("point");
        profile.HasOne<Member>().WithOne().HasForeignKey<HelperProfile>(p => p.MemberId).OnDelete(DeleteBehavior.Cascade);

        // The square around how far this helper goes: one index answers who may come as far as a place. Both indexes carry what matching asks of a profile,
        // so that a crowd is narrowed without reading a single row of it.
        var reach = $"radius + {HardRules.HalfCellDiagonal + 1}";
        profile.Property<NpgsqlBox?>("Reach").HasColumnType("box")
            .HasComputedColumnSql($"box(point - point({reach}, {reach}), point + point({reach}, {reach}))", stored: true);
        string[] asked =
        [
            nameof(HelperProfile.MemberId), nameof(HelperProfile.Kinds), nameof(HelperProfile.Hours), nameof(HelperProfile.Radius), nameof(HelperProfile.WeeklyCapacity),
            nameof(HelperProfile.Vetting), nameof(HelperProfile.CheckedUntil), nameof(HelperProfile.RestUntil), nameof(HelperProfile.MostADay),
        ];
        profile.HasIndex(p => p.Point).HasMethod("gist").HasFilter("active").HasDatabaseName("helper_active_near").IncludeProperties(asked);
        profile.HasIndex("Reach").HasMethod("gist").HasFilter("active").HasDatabaseName("helper_active_reach").IncludeProperties([.. asked, nameof(HelperProfile.Point)]);
        profile.HasIndex(p => p.HomeId).HasFilter("home_id IS NOT NULL").HasDatabaseName("helper_home");
        profile.HasIndex(p => p.StartedAt).HasFilter("vetting = 'New'").HasDatabaseName("helper_new");
    }
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("role_grant");
        grant.Property(g => g.Id).ValueGeneratedNever();
        grant.HasOne<Member>().WithMany().HasForeignKey(g => g.MemberId).OnDelete(DeleteBehavior.Cascade);
        grant.HasOne<Area>().WithMany().HasForeignKey(g => g.AreaId).OnDelete(DeleteBehavior.Cascade);
        grant.HasIndex(g => new { g.MemberId, g.Role, g.AreaId }).IsUnique().AreNullsDistinct(false);
    }
}

internal sealed class BlockConfiguration : IEntityTypeConfiguration<Block>
{
    public void Configure(EntityTypeBuilder<Block> block)
    {
        block.ToTable("block");
        block.HasKey(b => new { b.MemberId, b.OtherId });
        block.HasIndex(b => b.OtherId);
        block.HasOne<Member>().WithMany().HasForeignKey(b => b.MemberId).OnDelete(DeleteBehavior.Cascade);
        block.HasOne<Member>().WithMany().HasForeignKey(b => b.OtherId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignUpLinkConfiguration : IEntityTypeConfiguration<SignUpLink>
{
    public void Configure(EntityTypeBuilder<SignUpLink> link)
    {
        link.ToTable("sign_up_link");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Version).IsRowVersion();
        link.HasIndex(l => l.KeyHash).IsUnique();
    }
}
