//! What editors write for keys and values by habit: in Chinese, as other programs call them, in capitals.

use crate::suggest::nearest;

/// The keys that a name may mean, in the order in which they are tried.
pub(super) fn of_key(name: &str) -> &'static [&'static str] {
    match name.trim().to_lowercase().as_str() {
        "longitude" | "lon" | "long" | "x" => &["lng"],
        "latitude" | "y" => &["lat"],
        "coordinates" | "coordinate" | "coords" | "gps" | "position" | "坐标" | "位置"
        | "经纬度" => &["location", "crs"],
        "tel" | "telephone" | "mobile" | "phone_number" | "联系电话" | "手机" => &["phone"],
        "addr" | "详细地址" => &["address"],
        "title" | "标题" | "站名" | "姓名" => &["title", "name"],
        "name" | "名称" | "名字" => &["name", "title"],
        "opening_hours" | "open_hours" | "business_hours" | "营业时间" | "开门时间" => {
            &["hours"]
        }
        "opened_at" | "since" | "启用日期" | "成立日期" | "建成时间" => &["opened"],
        "area" | "面积" => &["area_m2"],
        "person" | "联系人" | "负责人" => &["contact"],
        "date" | "time" | "start_time" | "start_date" | "日期" | "时间" | "活动时间" => {
            &["starts", "date", "raised"]
        }
        "end_time" | "end_date" | "finish" => &["ends"],
        "location" | "venue" | "where" | "活动地点" => &["place", "address"],
        "content" | "description" | "desc" | "简介" | "内容" => &["summary"],
        "image" | "images" | "photo" | "pictures" | "pics" | "图片" | "照片" => {
            &["photos", "cover", "src"]
        }
        "file" | "url" | "path" => &["src"],
        "caption" | "说明" => &["alt", "note"],
        "people" | "人数" => &["members", "attendance", "capacity"],
        "limit" | "max" | "名额" => &["capacity"],
        "labels" | "tag" | "标签" => &["tags"],
        "type" | "category" | "类别" | "分类" => &["category", "kind", "type"],
        "publish_date" | "published" | "发布日期" => &["date"],
        "from" | "出处" => &["source"],
        "writer" | "作者" => &["author"],
        "recurrence" | "rrule" | "重复" => &["repeat"],
        "exclude" | "exceptions" => &["except"],
        "服务" | "服务项目" => &["services"],
        "草稿" => &["draft"],
        _ => &[],
    }
}

/// The allowed value that a text means.
pub(crate) fn value<'a>(written: &str, expected: &[&'a str]) -> Option<&'a str> {
    let lower = written.trim().to_lowercase();
    let plain = |text: &str| text.replace(['-', '_', ' '], "");
    let in_other_letters = expected
        .iter()
        .find(|allowed| plain(allowed) == plain(&lower))
        .copied();
    let by_another_name = || {
        let meant = of_value(&lower);
        meant
            .iter()
            .find_map(|meant| expected.iter().find(|allowed| *allowed == meant).copied())
    };
    in_other_letters
        .or_else(by_another_name)
        .or_else(|| nearest(&lower, expected.iter().copied()))
}

fn of_value(written: &str) -> &'static [&'static str] {
    match written {
        "高德" | "高德地图" | "腾讯" | "腾讯地图" | "amap" | "火星坐标" => {
            &["gcj02"]
        }
        "百度" | "百度地图" | "baidu" => &["bd09"],
        "gps" | "wgs" | "84" | "北斗" => &["wgs84"],
        "天地图" | "国家2000" | "2000" => &["cgcs2000"],
        "计划" | "计划中" | "预告" | "未开始" | "plan" => &["planned"],
        "确定" | "已确定" | "确认" | "已确认" | "进行中" | "ok" => {
            &["confirmed", "active", "accepted"]
        }
        "取消" | "已取消" => &["cancelled", "withdrawn"],
        "完成" | "已完成" | "已举办" | "结束" | "已结束" | "办结" | "finished" | "completed"
        | "complete" => &["done", "ended", "closed"],
        "开放" | "正常" | "启用" | "待接单" | "opened" | "active" => &["open", "active"],
        "筹建" | "筹备" | "在建" | "建设中" => &["preparing"],
        "关闭" | "停用" | "撤销" | "已关闭" => &["closed", "ended", "withdrawn"],
        "已接单" | "接单" | "受理" | "已受理" => &["accepted"],
        "撤回" | "已撤回" => &["withdrawn"],
        "暂停" => &["paused"],
        "经验" | "典型经验" | "案例" => &["experience"],
        "动态" | "新闻" | "活动动态" => &["news"],
        "通知" | "公告" | "通知公告" => &["notice"],
        "政策" | "政策文件" => &["policy"],
        "中心" | "实践中心" => &["center"],
        "centre" => &["center"],
        "所" | "实践所" => &["institute"],
        "站" | "实践站" => &["station"],
        "驿站" | "学习驿站" => &["study-post"],
        "关" | "关闭检查" => &["off"],
        "警告" => &["warning"],
        "错误" => &["error"],
        "圆" | "圆形" => &["circle"],
        "方" | "方形" => &["square"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn values_in_capitals_and_in_chinese_are_understood() {
        let systems = ["wgs84", "cgcs2000", "gcj02", "bd09"];
        assert_eq!(value("GCJ-02", &systems), Some("gcj02"));
        assert_eq!(value("高德", &systems), Some("gcj02"));
        assert_eq!(value("gcj03", &systems), Some("gcj02"));
        let states = ["active", "paused", "ended"];
        assert_eq!(value("已结束", &states), Some("ended"));
        assert_eq!(value("别的", &states), None);
    }
}
