using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class HomesAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "home_id",
                table: "helper_profile",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "plan_limit",
                columns: table => new
                {
                    kind_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    most = table.Column<short>(type: "smallint", nullable: false),
                    set_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("plan_limit_one_kind", x => x.kind_id);
                    table.CheckConstraint("plan_limit_in_range", "most BETWEEN 0 AND 999");
                    table.ForeignKey(
                        name: "fk_plan_limit_help_kind_kind_id",
                        column: x => x.kind_id,
                        principalTable: "help_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_plan_limit_member_set_by_id",
                        column: x => x.set_by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "helper_home",
                table: "helper_profile",
                column: "home_id",
                filter: "home_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_plan_limit_set_by_id",
                table: "plan_limit",
                column: "set_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "plan_limit");

            migrationBuilder.DropIndex(
                name: "helper_home",
                table: "helper_profile");

            migrationBuilder.DropColumn(
                name: "home_id",
                table: "helper_profile");
        }
    }
}
