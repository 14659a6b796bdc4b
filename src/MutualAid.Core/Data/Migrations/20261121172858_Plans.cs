using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Plans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "plan_wish",
                columns: table => new
                {
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    helper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    wished_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_wish", x => new { x.part_id, x.helper_id });
                    table.ForeignKey(
                        name: "fk_plan_wish_member_helper_id",
                        column: x => x.helper_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_plan_wish_member_wished_by",
                        column: x => x.wished_by,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_plan_wish_need_part_part_id",
                        column: x => x.part_id,
                        principalTable: "need_part",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "week_plan",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    days = table.Column<short>(type: "smallint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stage = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    stage_done = table.Column<int>(type: "integer", nullable: false),
                    stage_of = table.Column<int>(type: "integer", nullable: false),
                    beat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    why = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    cost = table.Column<long>(type: "bigint", nullable: false),
                    lower_bound = table.Column<long>(type: "bigint", nullable: false),
                    figures = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_week_plan", x => x.id);
                    table.CheckConstraint("week_plan_days", "days BETWEEN 1 AND 7");
                    table.ForeignKey(
                        name: "fk_week_plan_member_made_by",
                        column: x => x.made_by,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "week_plan_row",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    helper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    slot = table.Column<short>(type: "smallint", nullable: true),
                    cost = table.Column<int>(type: "integer", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    choices = table.Column<int>(type: "integer", nullable: false),
                    group = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    look = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    because = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    fell = table.Column<int>(type: "integer", nullable: false),
                    places = table.Column<short>(type: "smallint", nullable: false),
                    pinned = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_week_plan_row", x => x.id);
                    table.ForeignKey(
                        name: "fk_week_plan_row_member_helper_id",
                        column: x => x.helper_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_week_plan_row_week_plan_plan_id",
                        column: x => x.plan_id,
                        principalTable: "week_plan",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_plan_wish_helper_id",
                table: "plan_wish",
                column: "helper_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_wish_wished_by",
                table: "plan_wish",
                column: "wished_by");

            migrationBuilder.CreateIndex(
                name: "ix_week_plan_made_by",
                table: "week_plan",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "week_plan_finished",
                table: "week_plan",
                column: "finished_at");

            migrationBuilder.CreateIndex(
                name: "week_plan_one_making",
                table: "week_plan",
                column: "state",
                unique: true,
                filter: "state = 'Making'");

            migrationBuilder.CreateIndex(
                name: "ix_week_plan_row_helper_id",
                table: "week_plan_row",
                column: "helper_id");

            migrationBuilder.CreateIndex(
                name: "week_plan_row_in_order",
                table: "week_plan_row",
                columns: new[] { "plan_id", "group", "position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "plan_wish");

            migrationBuilder.DropTable(
                name: "week_plan_row");

            migrationBuilder.DropTable(
                name: "week_plan");
        }
    }
}
