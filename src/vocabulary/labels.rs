//! What the keys of content files are called in Chinese, for messages to editors.

/// The Chinese name of a key in full-width brackets, or nothing for a key that has none.
pub fn label(key: &str) -> &'static str {
    match key {
        "name" => "（名称）",
        "title" => "（标题）",
        "address" => "（地址）",
        "location" => "（坐标）",
        "lng" => "（经度）",
        "lat" => "（纬度）",
        "crs" => "（坐标系）",
        "phone" => "（电话）",
        "hours" => "（开放时间）",
        "status" => "（状态）",
        "place" => "（地点）",
        "parent" => "（上级）",
        "starts" => "（开始时间）",
        "ends" => "（结束时间）",
        "repeat" => "（重复规则）",
        "category" => "（类别）",
        "raised" => "（提出日期）",
        "kind" => "（类型）",
        "date" => "（日期）",
        "source" => "（来源）",
        "src" => "（图片文件）",
        "alt" => "（图片说明）",
        "id" => "（编号）",
        "standards" => "（阵地标准）",
        "activities" => "（活动）",
        "summary" => "（摘要）",
        "teams" => "（队伍）",
        "services" => "（服务）",
        "contact" => "（联系岗位）",
        "division" => "（区划代码）",
        _ => "",
    }
}
