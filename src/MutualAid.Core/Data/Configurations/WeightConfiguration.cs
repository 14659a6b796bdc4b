using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core.Data.Configurations;

internal sealed class WeightSettingConfiguration : IEntityTypeConfiguration<WeightSetting>
{
    public void Configure(EntityTypeBuilder<WeightSetting> setting)
    {
        string[] columns = ["nearness", "continuity", "language_comfort", "time_fit", "load_headroom", "scarcity_guard", "asked_lately", "reserve"];
        setting.ToTable("weight_setting", table =>
        {
            table.HasCheckConstraint("weight_in_range", string.Join(" AND ", columns.Select(column => $"{column} BETWEEN 0 AND {Weights.Max}")));
            table.HasCheckConstraint("weight_not_all_zero", string.Join(" + ", columns) + " > 0");
        });
        setting.HasKey(s => s.Version).HasName(Constraints.WeightOneVersion);
        setting.Property(s => s.Version).ValueGeneratedNever();
        setting.Property(s => s.Why).HasMaxLength(WeightSetting.WhyMaxLength);
        setting.HasOne<Member>().WithMany().HasForeignKey(s => s.ChangedById).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class HelpPriceConfiguration : IEntityTypeConfiguration<HelpPrice>
{
    public void Configure(EntityTypeBuilder<HelpPrice> price)
    {
        price.ToTable("help_price", table => table.HasCheckConstraint("help_price_in_range", $"points BETWEEN 0 AND {HelpPrice.Most} AND slot BETWEEN 0 AND 27 AND kind BETWEEN 0 AND 62"));
        price.HasKey(p => new { p.AreaId, p.Slot, p.Kind });
        price.HasOne<Area>().WithMany().HasForeignKey(p => p.AreaId).OnDelete(DeleteBehavior.Cascade);
    }
}
